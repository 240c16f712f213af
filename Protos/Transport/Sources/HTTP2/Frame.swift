internal import CNghttp2

/// One HTTP/2 frame, as sent or received (RFC 9113, section 6). CONTINUATION frames are part of
/// the HEADERS frame that they continue.
public struct Frame: Hashable, Sendable {
  public enum Payload: Hashable, Sendable {
    /// The length is the payload's without padding, in octets.
    case data(length: Int, padding: Int)
    case headers([Header])
    case priority
    case rstStream(ErrorCode)
    case settings([Setting], isAck: Bool)
    case pushPromise
    case ping(UInt64, isAck: Bool)
    case goAway(lastStream: Int32, ErrorCode, debugData: String)
    case windowUpdate(increment: Int)
    case unknown(FrameType)
  }

  /// 0 for the connection.
  public var stream: Int32
  public var payload: Payload
  /// The END_STREAM flag.
  public var endStream: Bool

  public var type: FrameType {
    switch payload {
    case .data: .data
    case .headers: .headers
    case .priority: .priority
    case .rstStream: .rstStream
    case .settings: .settings
    case .pushPromise: .pushPromise
    case .ping: .ping
    case .goAway: .goAway
    case .windowUpdate: .windowUpdate
    case .unknown(let type): type
    }
  }

  public init(stream: Int32, payload: Payload, endStream: Bool = false) {
    self.stream = stream
    self.payload = payload
    self.endStream = endStream
  }
}

extension Frame {
  /// Copies what nghttp2 lends for the length of a callback.
  init(_ frame: UnsafePointer<nghttp2_frame>, headers: [Header]) {
    let hd = frame.pointee.hd
    let isAck = hd.has(NGHTTP2_FLAG_ACK)
    let isBody = [.data, .headers].contains(hd.frameType)
    self.stream = hd.stream_id
    self.endStream = isBody && hd.has(NGHTTP2_FLAG_END_STREAM)
    switch hd.frameType {
    case .data:
      let padding = frame.pointee.data.padlen
      self.payload = .data(length: hd.length - padding, padding: padding)
    case .headers:
      self.payload = .headers(headers)
    case .priority:
      self.payload = .priority
    case .rstStream:
      self.payload = .rstStream(ErrorCode(rawValue: frame.pointee.rst_stream.error_code))
    case .settings:
      let entries = UnsafeBufferPointer(
        start: frame.pointee.settings.iv, count: frame.pointee.settings.niv)
      self.payload = .settings(
        entries.map {
          Setting(.init(rawValue: UInt16(truncatingIfNeeded: $0.settings_id)), Int($0.value))
        },
        isAck: isAck)
    case .pushPromise:
      self.payload = .pushPromise
    case .ping:
      let opaque = withUnsafeBytes(of: frame.pointee.ping.opaque_data) {
        $0.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      }
      self.payload = .ping(opaque, isAck: isAck)
    case .goAway:
      let goAway = frame.pointee.goaway
      let debugData = UnsafeBufferPointer(
        start: goAway.opaque_data, count: goAway.opaque_data_len)
      self.payload = .goAway(
        lastStream: goAway.last_stream_id, ErrorCode(rawValue: goAway.error_code),
        debugData: String(decoding: debugData, as: UTF8.self))
    case .windowUpdate:
      self.payload = .windowUpdate(
        increment: Int(frame.pointee.window_update.window_size_increment))
    default:
      self.payload = .unknown(hd.frameType)
    }
  }
}

extension nghttp2_frame_hd {
  var frameType: FrameType { FrameType(rawValue: type) }

  func has(_ flag: nghttp2_flag) -> Bool { flags & UInt8(flag.rawValue) != 0 }
}
