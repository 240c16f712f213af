import HTTP2

extension RawFrame {
  /// The flags of RFC 9113, section 6.
  enum Flag {
    static let ack: UInt8 = 1
    static let endStream: UInt8 = 1
    static let endHeaders: UInt8 = 4
    static let padded: UInt8 = 8
    static let priority: UInt8 = 0x20
  }

  var endsStream: Bool {
    [.data, .headers].contains(type) && flags & Flag.endStream != 0
  }

  /// The code of RST_STREAM and GOAWAY.
  var code: UInt8? {
    switch type {
    case .rstStream: payload[3]
    case .goAway: payload[7]
    default: nil
    }
  }

  static func settings(_ values: (id: Setting.ID, value: UInt32)...) -> Self {
    Self(
      type: .settings, payload: values.flatMap { octets(of: $0.id.rawValue) + octets(of: $0.value) }
    )
  }

  static func windowUpdate(_ stream: UInt32, by increment: UInt32) -> Self {
    Self(type: .windowUpdate, stream: stream, payload: octets(of: increment))
  }

  /// PRIORITY, with weight 16.
  static func priority(_ stream: UInt32, dependsOn other: UInt32 = 0) -> Self {
    Self(type: .priority, stream: stream, payload: octets(of: other) + [15])
  }

  static func goAway(last stream: UInt32 = 0, code: UInt8 = 0, _ debugData: String = "") -> Self {
    Self(
      type: .goAway, payload: octets(of: stream) + [0, 0, 0, code] + Array(debugData.utf8))
  }

  static func continuation(
    _ stream: UInt32, _ block: [UInt8] = [], endHeaders: Bool = true
  ) -> Self {
    Self(
      type: .continuation, flags: endHeaders ? Flag.endHeaders : 0, stream: stream,
      payload: block)
  }

  /// HEADERS and as many CONTINUATION frames as the block needs.
  static func section(_ stream: UInt32, _ block: [UInt8], endStream: Bool) -> [Self] {
    let size = 16_384
    let flags = endStream ? Flag.endStream : 0
    var frames = [
      Self(type: .headers, flags: flags, stream: stream, payload: Array(block.prefix(size)))
    ]
    for start in stride(from: size, to: block.count, by: size) {
      let part = block[start..<min(start + size, block.count)]
      frames.append(continuation(stream, Array(part), endHeaders: false))
    }
    frames[frames.count - 1].flags |= Flag.endHeaders
    return frames
  }

  /// HEADERS with a block that is not cut.
  static func headers(_ stream: UInt32, block: [UInt8], endStream: Bool = true) -> Self {
    Self(
      type: .headers, flags: endStream ? Flag.endHeaders | Flag.endStream : Flag.endHeaders,
      stream: stream, payload: block)
  }

  static func octets(of number: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: number.bigEndian) { Array($0) }
  }
}

extension FrameType {
  /// One that no specification has.
  static let unknown = FrameType(rawValue: 0xfa)
}

extension Setting.ID {
  /// One that no specification has.
  static let unknown = Setting.ID(rawValue: 0xfa)
}
