internal import ArgumentParser
internal import DataHub
internal import DataHubServices
internal import GRPCCore

struct Subscribe: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Prints a tag's packages as they come in, and comes back when the server is lost.")

  @OptionGroup var connection: Connection

  @Option(help: "The tag to read.")
  var tagName = "SomeTagName"

  @Option(help: "The number of the last package seen; 0 for what comes in from now on.")
  var after: Int64 = 0

  @Option(
    name: .customLong("for"),
    help: ArgumentHelp(
      "How long to stay, as in 50ms or 1.5s. (default: 60s)", valueName: "duration"),
    transform: Duration.init(argument:))
  var stay = Duration.seconds(60)

  @Option(
    help: ArgumentHelp(
      "How long the server may be silent before it is called again. (default: 3s)",
      valueName: "duration"),
    transform: Duration.init(argument:))
  var patience = Duration.seconds(3)

  func run() async throws {
    try await connection.run { try await subscribe() }
  }

  func subscribe() async throws {
    let memory = Memory(number: after)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await attempt(memory) }
      group.addTask { try await pause(for: stay) }
      defer { group.cancelAll() }
      try await group.next()
    }
  }

  /// What was heard last.
  private actor Memory {
    var hub = ""
    var number: Int64
    var losses = 0

    init(number: Int64) { self.number = number }

    func hear(_ message: Datahub_ResponseSubscribeDataPackages) {
      if losses > 0 { printError("The server is there again.") }
      losses = 0
      hub = message.hubGuid
      number = message.number
    }

    /// How long to wait, by the number of losses in a row.
    func lose() -> Duration {
      losses += 1
      if losses == 1 { printError("The server was lost.") }
      var milliseconds = 100.0
      for _ in 1..<losses { milliseconds = min(milliseconds * 1.6, 5_000) }
      return .milliseconds(milliseconds) * (1 + Double.random(in: -0.2...0.2))
    }
  }

  /// Calls, and calls itself again after a loss.
  private func attempt(_ memory: Memory) async throws {
    do {
      try await call(memory)
    } catch let error as RPCError where error.code == .unavailable {
      try await Task.sleep(for: memory.lose())
      try await attempt(memory)
    }
  }

  /// A call, of which something has to come within the patience: an alarm is set anew for each message.
  private func call(_ memory: Memory) async throws {
    let (ticks, tick) = AsyncStream.makeStream(of: Bool.self, bufferingPolicy: .bufferingNewest(1))
    try await withThrowingTaskGroup(of: Bool.self) { group in
      group.addTask {
        try await connection.connect { client in
          var request = Datahub_RequestSubscribeDataPackages()
          request.trackingGuid = GUID.random()
          request.tagName = tagName
          (request.hubGuid, request.after) = await (memory.hub, memory.number)
          let egress = Datahub_Egress.Client(wrapping: client)
          try await egress.subscribeDataPackages(request) { response in
            for try await message in response.messages {
              tick.yield(true)
              await memory.hear(message)
              if message.missed != 0 { printError("missed \(message.missed)") }
              guard message.hasPackage else { continue }
              print(message.number, message.package.tagValue)
            }
          }
        }
        return true
      }
      group.addTask {
        var iterator = ticks.makeAsyncIterator()
        while true {
          let alarm = Task { try await Task.sleep(for: patience); tick.yield(false) }
          defer { alarm.cancel() }
          guard let isMessage = await iterator.next(), isMessage else { return false }
        }
      }
      let isOver = try await group.next() ?? true
      group.cancelAll()
      if !isOver { throw RPCError(code: .unavailable, message: "silence") }
    }
  }
}
