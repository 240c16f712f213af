import HTTP2

/// An HTTP/2 frame, octet for octet.
struct RawFrame: Hashable {
  var type: FrameType
  var flags: UInt8 = 0
  var stream: UInt32 = 0
  var payload: [UInt8] = []

  var octets: [UInt8] {
    let length = withUnsafeBytes(of: UInt32(payload.count).bigEndian) { [UInt8]($0.dropFirst()) }
    let id = withUnsafeBytes(of: stream.bigEndian) { [UInt8]($0) }
    return [length, [type.rawValue, flags], id, payload].flatMap { $0 }
  }

  static let preface = Array("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".utf8)
  static let settings = RawFrame(type: .settings)
  static let settingsAck = RawFrame(type: .settings, flags: 1)
  static let ping = RawFrame(type: .ping, payload: [UInt8](repeating: 0, count: 8))

  static func reset(_ stream: UInt32, code: UInt8 = 8) -> Self {
    Self(type: .rstStream, stream: stream, payload: [0, 0, 0, code])
  }

  static func data(_ stream: UInt32, _ octets: [UInt8], endStream: Bool = false) -> Self {
    Self(type: .data, flags: endStream ? 1 : 0, stream: stream, payload: octets)
  }

  /// DATA with that much padding.
  static func padded(
    _ stream: UInt32, _ octets: [UInt8], padding: UInt8, endStream: Bool = false
  ) -> Self {
    Self(
      type: .data, flags: endStream ? 9 : 8, stream: stream,
      payload: [padding] + octets + [UInt8](repeating: 0, count: Int(padding)))
  }

  /// HEADERS, each field a literal that is not indexed (RFC 7541, section 6.2.2).
  static func headers(
    _ stream: UInt32, _ fields: [(String, String)], endStream: Bool = false
  ) -> Self {
    let block =
      fields.flatMap { name, value in
        let (name, value) = (Array(name.utf8), Array(value.utf8))
        return [[0, UInt8(name.count)], name, [UInt8(value.count)], value].flatMap { $0 }
      } as [UInt8]
    return Self(type: .headers, flags: endStream ? 5 : 4, stream: stream, payload: block)
  }

  /// The headers of a call to a method of ``Service``.
  static func request(_ stream: UInt32, _ name: String, endStream: Bool = false) -> Self {
    headers(
      stream,
      [
        (":method", "POST"), (":scheme", "http"), (":path", "/test.Service/\(name)"),
        (":authority", "test"), ("te", "trailers"), ("content-type", "application/grpc"),
      ], endStream: endStream)
  }

  static func response(_ stream: UInt32) -> Self {
    headers(stream, [(":status", "200"), ("content-type", "application/grpc")])
  }

  static func trailers(_ stream: UInt32, status: Int = 0) -> Self {
    headers(stream, [("grpc-status", "\(status)")], endStream: true)
  }
}
