extension RawFrame {
  /// The frame types of RFC 9113, section 6.
  enum Kind {
    static let data: UInt8 = 0
    static let headers: UInt8 = 1
    static let priority: UInt8 = 2
    static let reset: UInt8 = 3
    static let settings: UInt8 = 4
    static let pushPromise: UInt8 = 5
    static let ping: UInt8 = 6
    static let goAway: UInt8 = 7
    static let windowUpdate: UInt8 = 8
    static let continuation: UInt8 = 9
  }

  /// The flags of RFC 9113, section 6.
  enum Flag {
    static let ack: UInt8 = 1
    static let endStream: UInt8 = 1
    static let endHeaders: UInt8 = 4
    static let padded: UInt8 = 8
    static let priority: UInt8 = 0x20
  }

  var endsStream: Bool {
    type <= Kind.headers && flags & Flag.endStream != 0
  }

  /// The code of RST_STREAM and GOAWAY.
  var code: UInt8? {
    switch type {
    case Kind.reset: payload[3]
    case Kind.goAway: payload[7]
    default: nil
    }
  }

  static func settings(_ values: (id: UInt8, value: UInt32)...) -> Self {
    Self(type: Kind.settings, payload: values.flatMap { [0, $0.id] + octets(of: $0.value) })
  }

  static func windowUpdate(_ stream: UInt32, by increment: UInt32) -> Self {
    Self(type: Kind.windowUpdate, stream: stream, payload: octets(of: increment))
  }

  /// PRIORITY, with weight 16.
  static func priority(_ stream: UInt32, dependsOn other: UInt32 = 0) -> Self {
    Self(type: Kind.priority, stream: stream, payload: octets(of: other) + [15])
  }

  static func goAway(last stream: UInt32 = 0, code: UInt8 = 0, _ debugData: String = "") -> Self {
    Self(
      type: Kind.goAway, payload: octets(of: stream) + [0, 0, 0, code] + Array(debugData.utf8))
  }

  static func continuation(
    _ stream: UInt32, _ block: [UInt8] = [], endHeaders: Bool = true
  ) -> Self {
    Self(
      type: Kind.continuation, flags: endHeaders ? Flag.endHeaders : 0, stream: stream,
      payload: block)
  }

  /// HEADERS with a block that is not cut.
  static func headers(_ stream: UInt32, block: [UInt8], endStream: Bool = true) -> Self {
    Self(
      type: Kind.headers, flags: endStream ? Flag.endHeaders | Flag.endStream : Flag.endHeaders,
      stream: stream, payload: block)
  }

  static func octets(of number: UInt32) -> [UInt8] {
    withUnsafeBytes(of: number.bigEndian) { Array($0) }
  }
}
