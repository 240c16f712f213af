internal import DataHubMessages
internal import Referee

/// Many subscribers of one server.
struct Crowd {
  /// What went wrong with how many of them, and what the server did meanwhile.
  struct Late {
    var count: Int
    /// How the first of those whose stream ended, ended.
    var end: CallEvent?
    /// The share of one core that the server had.
    var processor: Double

    var received: String {
      "fewer for \(count) of them" + (end.map { ": \($0)" } ?? "")
    }

    /// A stream that ended, or a server that has much to do, is not one whose threads are held.
    var hint: String? {
      if end != nil { return nil }
      if processor < 0.5 {
        return "Wait with pause(for:) or Task.sleep(for:), which give the thread away. Nothing may "
          + "block it."
      }
      return "The server is busy all the time: is there a loop that waits without sleeping?"
    }
  }

  let server: ServerOnStage
  private(set) var subscribers: [Subscriber] = []

  init(server: ServerOnStage) { self.server = server }

  /// Subscribes on a connection of their own.
  mutating func subscribe(_ count: Int) async throws {
    let client = try await server.connect()
    for _ in 1...count { subscribers.append(try await client.subscriber()) }
  }

  /// Takes packages of each; nil if all have them in time.
  ///
  /// - Throws: A ``CheckFailure`` if one of them gets another's.
  func read(_ packages: Int, within cap: Duration) async throws -> Late? {
    let (clock, before) = (ContinuousClock(), try await processorTime())
    let began = clock.now
    var (count, end): (Int, CallEvent?) = (0, nil)
    for (number, subscriber) in zip(1..., subscribers) {
      for _ in 1...packages {
        let left = max(began + cap - clock.now, .zero)
        let package = try await subscriber.call.nextMessage(EgressPackage.self, within: left)
        guard let package else {
          count += 1
          end = end ?? subscriber.call.ended
          break
        }
        let name = "a package of subscriber \(number) of \(subscribers.count)"
        try expectBytes(
          "\(name) with tracking_guid", package.message.trackingGuid, equal: subscriber.guid,
          try: "Keep what belongs to a call in local variables: they are its own.")
        try expectBytes("\(name) with tag_name", package.message.tagName, equal: subscriber.tag)
      }
    }
    if count == 0 { return nil }
    let busy = try await processorTime() - before
    return Late(count: count, end: end, processor: busy / (clock.now - began))
  }

  private func processorTime() async throws -> Duration {
    try await server.program.measured("processor time", \.processorTime)
  }
}
