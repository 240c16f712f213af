public import SwiftProtobuf
public import HTTP2

/// One side of a call, client's or server's: what both can do.
public protocol Call: Sendable {
  var stream: StreamHandle { get }
}

extension Call {
  /// The stream's id on its connection.
  public var id: Int32 { stream.id }

  /// Where it is in the transcript; nil if its connection was over before it began.
  public var place: StreamPlace? {
    stream.peer.map { StreamPlace(connection: $0.connection, stream: stream.id) }
  }

  /// What the peer does next; nil if that is nothing within the cap.
  public func next(within cap: Duration = Patience.cap) async -> CallEvent? {
    await stream.next(within: cap)
  }

  /// The peer's next message, skipping response headers; nil if the peer's side ended instead (then
  /// ``ended`` says how), or if none came within the cap.
  ///
  /// - Throws: ``RefereeError/undecodable(_:)`` if it is no `Message`.
  public func nextMessage<Message: SwiftProtobuf.Message>(
    _ type: Message.Type = Message.self, within cap: Duration = Patience.cap
  ) async throws -> Arrived<Message>? {
    let deadline = ContinuousClock.now + cap
    while ended == nil {
      let left = max(deadline - ContinuousClock.now, .zero)
      guard let event = await next(within: left) else { return nil }
      guard case .message(let octets, let time) = event else { continue }
      do {
        return Arrived(message: try Message(serializedBytes: octets), time: time)
      } catch {
        throw RefereeError.undecodable(Message.protoMessageName)
      }
    }
    return nil
  }

  /// How the peer's side of the call ended: the event that was taken last, if that is an end, or
  /// the first end to come, skipping messages; nil if none came within the cap.
  public func end(within cap: Duration = Patience.cap) async -> CallEvent? {
    let deadline = ContinuousClock.now + cap
    while ended == nil {
      let left = max(deadline - ContinuousClock.now, .zero)
      guard await next(within: left) != nil else { return nil }
    }
    return ended
  }

  /// The end of the peer's side, if it was taken already.
  public var ended: CallEvent? { stream.ended }

  /// Sends a message with its prefix. Returns once it is handed to the session: the peer's window
  /// may hold it back still, see ``drained(within:)``.
  public func send(_ message: some Message) async throws {
    try await send(bytes: MessageDecoder.framed(message.serializedBytes()))
  }

  /// Sends messages one right after the other.
  public func send(contentsOf messages: [some Message]) async throws {
    try await send(bytes: messages.flatMap { MessageDecoder.framed(try $0.serializedBytes()) })
  }

  /// Sends octets as they are, for prefixes that lie and the like.
  public func send(bytes: [UInt8]) async throws {
    try await send(bytes: bytes, endStream: false)
  }

  /// The octets that were handed over, prefixes included, and that the peer's window holds back.
  public func unsentOctets() async throws -> Int {
    let id = id
    return try await stream.run(otherwise: 0) { $0.unsentOctets(on: id) }
  }

  /// Whether, within the cap, the peer's window let out everything that was handed over.
  public func drained(within cap: Duration = Patience.cap) async throws -> Bool {
    let (id, signal) = (id, Mailbox<Bool>())
    let isOpen = try await stream.run(otherwise: false) { handler in
      handler.whenDrained(id) { signal.post($0) }
      return true
    }
    if !isOpen { return false }
    return await signal.next(within: cap) ?? false
  }

  /// From now on, gives no window back to the peer: it may send what it has been given, and no more.
  public func pauseReading() async throws {
    let id = id
    try await stream.run(otherwise: ()) { $0.setReading(false, on: id) }
  }

  /// Gives back what was withheld, and from now on everything as it arrives.
  ///
  /// - Parameter octets: What the window is widened by, so that much to be read takes few round
  ///   trips.
  public func resumeReading(wideningBy octets: Int = 0) async throws {
    let id = id
    try await stream.run(otherwise: ()) { handler in
      handler.setReading(true, on: id)
      if octets > 0 { try handler.session?.windowUpdate(octets, on: id) }
    }
  }

  /// Sends RST_STREAM. Nothing more arrives on the call.
  public func reset(_ code: ErrorCode = .cancel) async throws {
    let id = id
    try await stream.run(otherwise: ()) { $0.reset(id, code) }
  }

  /// A barrier on the call's connection: returns when a PING was answered, and so everything that
  /// the peer had sent before the answer has been recorded.
  ///
  /// - Throws: ``RefereeError/noAnswerToPing`` or ``RefereeError/connectionClosed``.
  public func ping(within cap: Duration = Patience.cap) async throws {
    guard let peer = stream.peer else { throw RefereeError.connectionClosed }
    try await peer.ping(within: cap)
  }

  func send(bytes: [UInt8], endStream: Bool) async throws {
    let id = id
    try await stream.run(otherwise: ()) { try $0.send(bytes, endStream: endStream, on: id) }
  }
}
