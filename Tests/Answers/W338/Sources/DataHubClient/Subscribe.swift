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

  /// Prints packages until it is time to leave, and comes back whenever the server is lost.
  func subscribe() async throws {
    let progress = Progress(tagName: tagName, after: after)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        while true {
          do {
            return try await call(progress)
          } catch let error as RPCError where error.code == .unavailable {
            try await pause(for: progress.wait(after: error))
          }
        }
      }
      group.addTask {
        while let rest = await progress.rest(ofStay: stay) { try await pause(for: rest) }
      }
      try await group.next()
      group.cancelAll()
    }
  }

  /// Makes one call, on a connection of its own: who is silent may be so because that is broken.
  private func call(_ progress: Progress) async throws {
    let request = await progress.request()
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        try await connection.connect { client in
          let egress = Datahub_Egress.Client(wrapping: client)
          try await egress.subscribeDataPackages(request) { response in
            for try await message in response.messages { await progress.take(message) }
          }
        }
      }
      group.addTask {
        while let rest = await progress.rest(of: patience) { try await pause(for: rest) }
        throw RPCError(code: .unavailable, message: "nothing came for \(patience)")
      }
      try await group.next()
      group.cancelAll()
    }
  }

  /// How far the subscription has come, over all of its calls.
  private actor Progress {
    private static let firstWait = Duration.milliseconds(100)
    private static let longestWait = Duration.seconds(5)

    private var next = Datahub_RequestSubscribeDataPackages()
    private var wait = firstWait
    private var isLost = false
    private var heardAt = ContinuousClock.now
    private var hasHeard = false
    private var begunAt = ContinuousClock.now

    init(tagName: String, after: Int64) {
      next.tagName = tagName
      next.after = after
    }

    /// What the next call asks for: all behind the last package seen.
    func request() -> Datahub_RequestSubscribeDataPackages {
      heardAt = .now
      next.trackingGuid = GUID.random()
      return next
    }

    func take(_ message: Datahub_ResponseSubscribeDataPackages) {
      // The time that it takes to connect does not count.
      if !hasHeard { (hasHeard, begunAt) = (true, .now) }
      if isLost { printError("back: the server answers again") }
      (isLost, wait, heardAt) = (false, Self.firstWait, .now)
      (next.hubGuid, next.after) = (message.hubGuid, message.number)
      if message.missed > 0 { printError("missed \(message.missed)") }
      if message.hasPackage { print("\(message.number) \(message.package.tagValue)") }
    }

    /// What is left of the patience with a silent server; nil if it is over.
    func rest(of patience: Duration) -> Duration? {
      let rest = heardAt + patience - .now
      return rest > .zero ? rest : nil
    }

    /// What is left of the time of `--for`; nil if it is over.
    func rest(ofStay stay: Duration) -> Duration? {
      let rest = begunAt + stay - .now
      return rest > .zero ? rest : nil
    }

    /// How long to wait before the next call.
    func wait(after error: RPCError) -> Duration {
      if !isLost { printError("lost the server: \(error.message)") }
      isLost = true
      defer { wait = min(wait * 1.6, Self.longestWait) }
      return wait * .random(in: 0.8...1.2)
    }
  }
}
