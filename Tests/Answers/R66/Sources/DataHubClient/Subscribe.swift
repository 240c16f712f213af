internal import ArgumentParser
internal import DataHub
internal import DataHubServices
internal import GRPCCore
internal import Synchronization

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
    let link = Link(tagName: tagName, after: after, patience: patience)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await callUntilItEnds(link) }
      group.addTask { try await link.watch() }
      group.addTask { try await Task.sleep(for: stay) }
      defer { group.cancelAll() }
      try await group.next()
    }
  }

  /// Calls, and calls again after each loss.
  private func callUntilItEnds(_ link: Link) async throws {
    while true {
      let request = link.nextRequest()
      let call = Task {
        try await connection.connect { client in
          let egress = Datahub_Egress.Client(wrapping: client)
          try await egress.subscribeDataPackages(request) { response in
            for try await message in response.messages { link.take(message) }
          }
        }
      }
      link.begin(call)
      let result = await withTaskCancellationHandler {
        await call.result
      } onCancel: {
        call.cancel()
      }
      let wasSilent = link.end()
      try Task.checkCancellation()
      do {
        if !wasSilent { return try result.get() }
        try await pause(for: link.lose("silence"))
      } catch let error as RPCError where error.code == .unavailable {
        try await pause(for: link.lose(error.message))
      }
    }
  }

  /// What all calls have in common.
  private final class Link: Sendable {
    private struct State {
      var request = Datahub_RequestSubscribeDataPackages()
      var heardAt = ContinuousClock.now
      var call: Task<Void, any Error>?
      var isSilent = false
      var losses = 0
    }

    private let state: Mutex<State>
    private let patience: Duration

    init(tagName: String, after: Int64, patience: Duration) {
      var state = State()
      state.request.tagName = tagName
      state.request.after = after
      self.state = Mutex(state)
      self.patience = patience
    }

    func nextRequest() -> Datahub_RequestSubscribeDataPackages {
      state.withLock { state -> Datahub_RequestSubscribeDataPackages in
        state.request.trackingGuid = GUID.random()
        return state.request
      }
    }

    func begin(_ call: Task<Void, any Error>) {
      state.withLock { state in
        state.call = call
        state.isSilent = false
        state.heardAt = .now
      }
    }

    /// - Returns: Whether the call was left because nothing came.
    func end() -> Bool {
      state.withLock { state -> Bool in
        state.call = nil
        return state.isSilent
      }
    }

    /// Leaves each call in which nothing has come for too long.
    func watch() async throws {
      while true {
        let due = state.withLock { state -> ContinuousClock.Instant in
          // Without a call there is nothing to look after for now.
          let since = state.call == nil ? ContinuousClock.now : state.heardAt
          return since + max(patience, .milliseconds(10))
        }
        try await Task.sleep(until: due, clock: .continuous)
        let silent = state.withLock { state -> Task<Void, any Error>? in
          guard let call = state.call, state.heardAt + patience <= ContinuousClock.now else {
            return nil
          }
          state.isSilent = true
          state.call = nil
          return call
        }
        silent?.cancel()
      }
    }

    func take(_ message: Datahub_ResponseSubscribeDataPackages) {
      let wasLost = state.withLock { state -> Bool in
        defer { state.losses = 0 }
        return state.losses > 0
      }
      if wasLost { printError("connected again") }
      if message.missed != 0 { printError("missed \(message.missed)") }
      if message.hasPackage { print(message.number, message.package.tagValue) }
      state.withLock { state in
        state.heardAt = .now
        state.request.hubGuid = message.hubGuid
        state.request.after = message.number
      }
    }

    /// - Returns: How long to wait: more and more, and by chance about a tenth longer or shorter.
    func lose(_ why: String) -> Duration {
      let losses = state.withLock { state -> Int in
        state.losses += 1
        return state.losses
      }
      if losses == 1 { printError("not connected: \(why)") }
      var wait = Duration.milliseconds(100)
      for _ in 1..<losses where wait < .seconds(5) { wait = min(wait * 1.6, .seconds(5)) }
      return wait * (Double.random(in: 0.4...0.6) + Double.random(in: 0.4...0.6))
    }
  }
}
