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
    case unknown(type: UInt8)
  }

  /// One parameter of a SETTINGS frame (RFC 9113, section 6.5.1).
  public struct Setting: Hashable, Sendable {
    public var id: Int
    public var value: Int

    public init(id: Int, value: Int) {
      self.id = id
      self.value = value
    }

    /// The name that RFC 9113 gives the parameter, without its prefix SETTINGS_.
    public var name: String {
      let names = [
        1: "HEADER_TABLE_SIZE", 2: "ENABLE_PUSH", 3: "MAX_CONCURRENT_STREAMS",
        4: "INITIAL_WINDOW_SIZE", 5: "MAX_FRAME_SIZE", 6: "MAX_HEADER_LIST_SIZE",
      ]
      return names[id] ?? "0x" + String(id, radix: 16)
    }
  }

  /// 0 for the connection.
  public var stream: Int32
  public var payload: Payload
  /// The END_STREAM flag.
  public var endStream: Bool

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
    let isAck = hd.flags & UInt8(NGHTTP2_FLAG_ACK.rawValue) != 0
    let isBody = hd.type <= UInt8(NGHTTP2_HEADERS.rawValue)
    self.stream = hd.stream_id
    self.endStream = isBody && hd.flags & UInt8(NGHTTP2_FLAG_END_STREAM.rawValue) != 0
    switch UInt32(hd.type) {
    case NGHTTP2_DATA.rawValue:
      let padding = frame.pointee.data.padlen
      self.payload = .data(length: hd.length - padding, padding: padding)
    case NGHTTP2_HEADERS.rawValue:
      self.payload = .headers(headers)
    case NGHTTP2_PRIORITY.rawValue:
      self.payload = .priority
    case NGHTTP2_RST_STREAM.rawValue:
      self.payload = .rstStream(ErrorCode(rawValue: frame.pointee.rst_stream.error_code))
    case NGHTTP2_SETTINGS.rawValue:
      let entries = UnsafeBufferPointer(
        start: frame.pointee.settings.iv, count: frame.pointee.settings.niv)
      self.payload = .settings(
        entries.map { Setting(id: Int($0.settings_id), value: Int($0.value)) }, isAck: isAck)
    case NGHTTP2_PUSH_PROMISE.rawValue:
      self.payload = .pushPromise
    case NGHTTP2_PING.rawValue:
      let opaque = withUnsafeBytes(of: frame.pointee.ping.opaque_data) {
        $0.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      }
      self.payload = .ping(opaque, isAck: isAck)
    case NGHTTP2_GOAWAY.rawValue:
      let goAway = frame.pointee.goaway
      let debugData = UnsafeBufferPointer(
        start: goAway.opaque_data, count: goAway.opaque_data_len)
      self.payload = .goAway(
        lastStream: goAway.last_stream_id, ErrorCode(rawValue: goAway.error_code),
        debugData: String(decoding: debugData, as: UTF8.self))
    case NGHTTP2_WINDOW_UPDATE.rawValue:
      self.payload = .windowUpdate(
        increment: Int(frame.pointee.window_update.window_size_increment))
    default:
      self.payload = .unknown(type: hd.type)
    }
  }
}
