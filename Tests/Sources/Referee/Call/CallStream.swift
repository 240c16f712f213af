internal import HTTP2
internal import Synchronization

/// The way from a ``Call`` to its stream on a connection of the referee.
public final class CallStream: Sendable {
  let id: Int32
  /// nil if the connection was over before the call began.
  let peer: Peer?
  let transcript: Transcript
  let events = Mailbox<CallEvent>()
  private let ending = Mutex<CallEvent?>(nil)

  init(id: Int32, peer: Peer?, transcript: Transcript) {
    self.id = id
    self.peer = peer
    self.transcript = transcript
  }

  /// The stream of a call that could not begin.
  static func over(_ event: CallEvent, _ transcript: Transcript) -> CallStream {
    let stream = CallStream(id: 0, peer: nil, transcript: transcript)
    stream.events.post(event)
    stream.events.finish()
    return stream
  }

  /// Runs `work` on the connection's event loop; `otherwise` is the result of a call without one.
  func run<Result: Sendable>(
    otherwise: Result, _ work: @escaping @Sendable (PeerHandler) throws -> Result
  ) async throws -> Result {
    try await peer?.run(work) ?? otherwise
  }

  /// The event that ended the peer's side, once it was taken.
  var ended: CallEvent? { ending.withLock { $0 } }

  func next(within cap: Duration) async -> CallEvent? {
    let event = await events.next(within: cap)
    if let event, event.isEnd { ending.withLock { $0 = event } }
    return event
  }
}
