import HTTP2

/// One side of a connection that has no sockets: a session, and what it was told.
final class Endpoint: SessionDelegate {
  private(set) var session: Session!
  /// What is to be sent on each stream, and how it ends.
  var bodies: [Int32: Body] = [:]
  private(set) var headers: [Int32: [[Header]]] = [:]
  private(set) var tooLarge: [Int32: [Header]] = [:]
  private(set) var data: [Int32: [UInt8]] = [:]
  private(set) var ended: Set<Int32> = []
  private(set) var closed: [Int32: ErrorCode] = [:]
  private(set) var kinds: [HeaderKind] = []
  private(set) var goAways: [(lastStream: Int32, code: ErrorCode, debugData: String)] = []
  private(set) var pingAcks: [UInt64] = []
  private(set) var controlFrames: [FrameType] = []
  private(set) var framesReceived: [Frame] = []
  private(set) var framesSent: [Frame] = []

  struct Body {
    var octets: [UInt8] = []
    var end: End?

    enum End {
      case endStream
      case trailers([Header])
    }
  }

  init(_ role: Role, _ configuration: Configuration = Configuration()) throws {
    session = try Session(role: role, configuration: configuration, delegate: self)
  }

  /// What the session has to send.
  func output() throws -> [UInt8] {
    var octets: [UInt8] = []
    _ = try session.send(atMost: .max) { octets.append(contentsOf: $0) }
    return octets
  }

  func input(_ octets: [UInt8]) throws {
    try octets.withUnsafeBytes { try session.receive($0) }
  }

  func received(headers: [Header], kind: HeaderKind, on stream: Int32, endStream: Bool) {
    self.headers[stream, default: []].append(headers)
    kinds.append(kind)
  }

  func receivedTooLarge(headers: [Header], kind: HeaderKind, on stream: Int32, endStream: Bool) {
    tooLarge[stream] = headers
  }

  func received(data: UnsafeRawBufferPointer, on stream: Int32) {
    self.data[stream, default: []].append(contentsOf: data)
  }

  func receivedEndStream(on stream: Int32) {
    ended.insert(stream)
  }

  func closed(stream: Int32, _ code: ErrorCode) {
    closed[stream] = code
  }

  func dataToSend(on stream: Int32, into buffer: UnsafeMutableRawBufferPointer) -> DataToSend {
    guard var body = bodies[stream] else { return .deferred }
    let count = min(body.octets.count, buffer.count)
    buffer.copyBytes(from: body.octets.prefix(count))
    body.octets.removeFirst(count)
    bodies[stream] = body
    switch body.end {
    case .endStream where body.octets.isEmpty: return .end(count)
    case .trailers(let trailers) where body.octets.isEmpty: return .trailers(count, trailers)
    default: return count > 0 ? .bytes(count) : .deferred
    }
  }

  func receivedGoAway(lastStream: Int32, _ code: ErrorCode, debugData: String) {
    goAways.append((lastStream, code, debugData))
  }

  func receivedPingAck(_ payload: UInt64) {
    pingAcks.append(payload)
  }

  func received(_ frame: Frame) {
    framesReceived.append(frame)
  }

  func sent(_ frame: Frame) {
    framesSent.append(frame)
  }

  func receivedControlFrame(_ type: FrameType) {
    controlFrames.append(type)
  }
}
