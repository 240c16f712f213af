internal import HTTP2
internal import NIOCore

/// One connection of the referee, for use from anywhere: work goes to its event loop.
final class Peer: Sendable {
  private let channel: any Channel
  private let handler: NIOLoopBound<PeerHandler>
  private let end = Mailbox<Void>()
  /// Its number in the transcript.
  let connection: Int

  /// Adds the connection's handler to a channel that is being set up, on its event loop.
  init(
    role: Role, options: PeerOptions, transcript: Transcript, channel: any Channel,
    onCall: (@Sendable (ServedCall) -> Bool)? = nil
  ) throws {
    let handler = PeerHandler(
      role: role, options: options, transcript: transcript, onCall: onCall)
    self.channel = channel
    self.connection = handler.connection
    self.handler = NIOLoopBound(handler, eventLoop: channel.eventLoop)
    handler.peer = self
    try channel.pipeline.syncOperations.addHandler(handler)
    let end = end
    channel.closeFuture.whenComplete { _ in end.finish() }
  }

  /// Runs `work` on the event loop, then sends what it submitted.
  func run<Result: Sendable>(
    _ work: @escaping @Sendable (PeerHandler) throws -> Result
  ) async throws -> Result {
    let handler = handler
    return try await channel.eventLoop.submit {
      defer { handler.value.flush() }
      return try work(handler.value)
    }.get()
  }

  func ping(within cap: Duration) async throws {
    let answer = Mailbox<Bool>()
    try await run { try $0.ping { answer.post($0) } }
    switch await answer.next(within: cap) {
    case true: return
    case false: throw RefereeError.connectionClosed
    case nil: throw RefereeError.noAnswerToPing
    }
  }

  func closed(within cap: Duration) async -> Bool {
    if !channel.isActive { return true }
    _ = await end.next(within: cap)
    return !channel.isActive
  }

  func close() async {
    try? await run { $0.goAway() }
    try? await channel.close()
  }

  func cut() async {
    try? await channel.close()
  }
}
