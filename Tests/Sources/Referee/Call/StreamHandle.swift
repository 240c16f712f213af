internal import HTTP2
internal import Synchronization

/// The way from a ``Call`` to its stream on a connection of the referee.
public final class StreamHandle: Sendable {
  let id: Int32
  /// nil if the connection was over before the call began.
  let peer: Peer?
  let transcript: Transcript
  let events = Mailbox<CallEvent>()
  private let ending = Mutex<CallEvent?>(nil)
  /// The octets of the messages that nobody has taken yet.
  private let untaken = Mutex(0)
  private static let fullAt = 1 << 20

  init(id: Int32, peer: Peer?, transcript: Transcript) {
    self.id = id
    self.peer = peer
    self.transcript = transcript
  }

  /// The stream of a call that could not begin.
  static func over(_ event: CallEvent, _ transcript: Transcript) -> StreamHandle {
    let stream = StreamHandle(id: 0, peer: nil, transcript: transcript)
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

  /// Whether so much waits to be taken that the peer is given no more window.
  var isFull: Bool { untaken.withLock { $0 >= Self.fullAt } }

  func post(_ message: [UInt8], at time: Duration) {
    untaken.withLock { $0 += message.count }
    events.post(.message(message, at: time))
  }

  func next(within cap: Duration) async -> CallEvent? {
    let event = await events.next(within: cap)
    if case .message(let octets, _)? = event {
      let hasRoomAgain = untaken.withLock { untaken in
        let wasFull = untaken >= Self.fullAt
        untaken -= octets.count
        return wasFull && untaken < Self.fullAt
      }
      let id = id
      if hasRoomAgain { try? await run(otherwise: ()) { $0.giveBack(on: id) } }
    }
    if let event, event.isEnd { ending.withLock { $0 = event } }
    return event
  }
}
