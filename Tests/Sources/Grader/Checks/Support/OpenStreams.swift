internal import Foundation
internal import Referee

/// A server with a stream of each kind that is open, and what becomes of them when it is told to
/// end.
struct OpenStreams {
  let stage: Stage
  let server: ServerOnStage
  let client: RefereeClient
  let subscriber: Subscriber
  let exchange: RefereeCall
  let upload: RefereeCall
  private let interval: Duration

  init(_ stage: Stage, interval: Duration) async throws {
    self.stage = stage
    self.interval = interval
    server = try await stage.server(interval: interval)
    client = try await server.connect()
    exchange = try await client.exchange()
    try await exchange.send(UploadPackage.fresh())
    _ = try await exchange.expectMessage(UploadAnswer.self, "an answer in an exchange")
    upload = try await client.upload()
    try await upload.send(UploadPackage.fresh())
    try await client.ping()
    // The last one: a method that looks from time to time whether it has to end has just looked.
    subscriber = try await client.subscriber()
    _ = try await subscriber.package("package 1")
  }

  /// Tells the server to end.
  ///
  /// - Returns: What is late about its end, if anything.
  /// - Throws: What no busy machine can cause.
  func lateEnd(_ signal: Int32, _ name: String) async throws -> CheckFailure? {
    let cap = Patience.scaled(.seconds(2))
    let began = send(signal, name)
    let last = try await endOfSubscription(name, within: cap)
    if last != nil {
      try await expectNoNewCall()
      try? await exchange.send(UploadPackage.fresh())
      try? await upload.halfClose()
    }
    let status = await server.program.exit(within: cap * 2 - (stage.transcript.now - began))
    let duration = stage.transcript.now - began
    let expected = "the server to exit with 0 within \(readable(cap)) of \(name)"
    guard let status else {
      throw CheckFailure(
        expected: expected, received: "it still runs after \(readable(duration))",
        try: Self.goesOn, isTimeout: true)
    }
    try expect(
      status == .exited(0), expected, received: "it \(status.did)", try: hint(status, signal))
    try expectStatus(
      of: "a subscription", subscriber.call, await subscriber.call.end(within: .zero), duration)
    try expectStatus(
      of: "an upload that is half-closed now", upload, await upload.end(within: .zero), duration)
    if let end = await exchange.end(within: .zero), end.status?.code == .ok {
      throw exchange.failure(
        "an exchange whose client has not half-closed to end otherwise than with OK", "\(end)",
        "OK says that all was answered: throw an RPCError, or let the error of the loop through.")
    }
    if duration > cap {
      return CheckFailure(
        expected: expected, received: "it did after \(readable(duration))", try: Self.goesOn)
    }
    // Half a second is plenty, also for who looks from time to time.
    guard let last, last - began > Patience.scaled(.milliseconds(700)) else { return nil }
    return CheckFailure(
      expected: "a subscription to end at once on \(name)",
      received: "its end after \(readable(last - began))",
      try: "Wait for context.cancellation itself: who looks from time to time hears of it late."
    ).about(subscriber.call)
  }

  /// When the subscription ended; nil if it did not.
  private func endOfSubscription(
    _ name: String, within cap: Duration
  ) async throws -> Duration? {
    let deadline = ContinuousClock.now + cap
    while let event = await subscriber.call.next(within: max(deadline - .now, .zero)) {
      if event.isEnd { return stage.transcript.now }
      guard case .message = event, interval > .seconds(10) else { continue }
      throw subscriber.call.failure(
        "no more packages after \(name), as the next one is due in \(readable(interval))",
        "a package", "Let the error of the pause through: it ends the loop.")
    }
    return nil
  }

  /// How long the server lives on when a second signal follows the first.
  func endOnSecondSignal() async throws -> Duration {
    send(SIGTERM, "SIGTERM")
    _ = await subscriber.call.end()
    let began = send(SIGTERM, "a second SIGTERM")
    _ = await server.program.exit()
    return stage.transcript.now - began
  }

  /// An exchange whose client says nothing more may end with its connection. What could end well
  /// must be told how it ended.
  private func expectStatus(
    of name: String, _ call: RefereeCall, _ end: CallEvent?, _ duration: Duration
  ) throws(CheckFailure) {
    if case .trailers? = end { return }
    throw call.failure(
      "\(name) to end with a status, before the server exits", end.map { "\($0)" } ?? "no end",
      duration > .milliseconds(900)
        ? Self.goesOn
        : "The program must not exit before its streams have ended: serve() returns then.")
  }

  private static let goesOn =
    "Does a method go on after context.cancellation, or catch its errors and loop on?"

  @discardableResult
  private func send(_ signal: Int32, _ name: String) -> Duration {
    stage.transcript.note("\(name) to the server")
    let time = stage.transcript.now
    server.program.signal(signal)
    return time
  }

  private func hint(_ status: ExitStatus, _ signal: Int32) -> String {
    switch status {
    case .signalled(signal):
      "The signal was not caught: `Interruptions` does that before the server serves."
    case .exited(128 + signal):
      "A server that was told to end, and did, has not failed: its status is 0."
    case .exited, .signalled: "Look at what the server says on stderr."
    }
  }

  /// The server may take a call that comes while it begins to end, and not all of them.
  private func expectNoNewCall() async throws {
    for _ in 1...5 {
      do {
        let client = try await server.connect()
        let call = try await client.subscriber().call
        if try await call.nextMessage(EgressPackage.self) == nil { return }
      } catch is RefereeError {
        return
      }
    }
    throw CheckFailure(
      expected: "a server that was told to end to take no new calls", received: "packages of one",
      try: "Begin a graceful shutdown: it closes the port, and refuses new streams.")
  }
}
