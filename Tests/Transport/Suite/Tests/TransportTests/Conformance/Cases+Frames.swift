import HTTP2

extension ConformanceCase {
  private typealias Flag = RawFrame.Flag

  /// Section 4 and 5.5: the format and size of frames, and those that nobody knows.
  static func framing(_ side: Side) -> [Self] {
    let ping = (1...8) as ClosedRange<UInt8>
    let tooLong = [UInt8](repeating: 0, count: 16_385)
    return [
      Self(
        "4.1", "A frame of an unknown type is ignored",
        [RawFrame(type: .unknown, payload: Array(ping))] + side.call, .served),
      Self(
        "4.1", "A frame of an unknown type on a stream is ignored",
        [side.call[0], RawFrame(type: .unknown, flags: 0xff, stream: 1)] + side.rest, .served),
      Self(
        "4.1", "Flags that a frame type does not define are ignored",
        [RawFrame(type: .ping, flags: 0xfe, payload: Array(ping))] + side.call, .served,
        answers: [RawFrame(type: .ping, flags: Flag.ack, payload: Array(ping))]),
      Self(
        "4.1", "The reserved bit of the stream identifier is ignored",
        [RawFrame(type: .ping, stream: 1 << 31, payload: Array(ping))]
          + side.call.map { $0.with(\.stream, 1 << 31 | 1) }, .served,
        answers: [RawFrame(type: .ping, flags: Flag.ack, payload: Array(ping))]),
      Self(
        "4.2", "A DATA frame of 16,384 octets is taken",
        [side.call[0], .data(1, framed([UInt8](repeating: 1, count: 16_379)))]
          + side.rest.map { $0.type == .data ? $0.with(\.payload, []) : $0 }, .served),
      Self(
        "4.2", "A DATA frame larger than SETTINGS_MAX_FRAME_SIZE is FRAME_SIZE_ERROR",
        [side.call[0], .data(1, tooLong)], .connection(.frameSizeError)),
      Self(
        "4.2", "A HEADERS frame larger than SETTINGS_MAX_FRAME_SIZE is FRAME_SIZE_ERROR",
        [.headers(1, block: tooLong)], .connection(.frameSizeError)),
      Self(
        "4.2", "A SETTINGS frame larger than SETTINGS_MAX_FRAME_SIZE is FRAME_SIZE_ERROR",
        [RawFrame(type: .settings, payload: [UInt8](repeating: 0, count: 16_386))],
        .connection(.frameSizeError)),
      Self(
        "5.5", "Frames of extensions are ignored: ALTSVC, ORIGIN, PRIORITY_UPDATE",
        [0xa, 0xc, 0x10].map { RawFrame(type: .init(rawValue: $0), payload: [0, 0, 0, 1, 0x75]) }
          + side.call,
        // A frame that an endpoint does know has rules of its own (RFC 7838, 8336 and 9218).
        .served),
      Self(
        "5.5", "A frame of an extension within a field block is PROTOCOL_ERROR",
        [side.begun, RawFrame(type: .unknown), .continuation(1)], .connection(.protocolError)),
    ]
  }

  /// Section 4.3 and 6.10: field blocks in several frames.
  static func blocks(_ side: Side) -> [Self] {
    let block = side.block
    let cut = block.count / 2
    let head = RawFrame(type: .headers, stream: 1, payload: Array(block[..<cut]))
    return [
      Self(
        "4.3", "A field block that ends within a field is COMPRESSION_ERROR",
        [.headers(1, block: Array(block.dropLast()), endStream: false)],
        .connection(.compressionError)),
      Self(
        "4.3", "PRIORITY within a field block is PROTOCOL_ERROR",
        [side.begun, .priority(1), .continuation(1)], .connection(.protocolError)),
      Self(
        "4.3", "HEADERS of another stream within a field block is PROTOCOL_ERROR",
        [side.begun, .headers(3, block: block), .continuation(1)], .connection(.protocolError)),
      Self(
        "6.10", "CONTINUATION goes on with the field block of HEADERS",
        [head, .continuation(1, Array(block[cut...]))] + side.rest, .served),
      Self(
        "6.10", "Several CONTINUATION frames, some of them empty, go on with a block",
        [
          head, .continuation(1, endHeaders: false),
          .continuation(1, Array(block[cut..<(cut + 1)]), endHeaders: false),
          .continuation(1, Array(block[(cut + 1)...]), endHeaders: false), .continuation(1),
        ] + side.rest, .served),
      Self(
        "6.10", "CONTINUATION followed by another frame before the block ends is PROTOCOL_ERROR",
        [head, .continuation(1, endHeaders: false), .data(1, [])], .connection(.protocolError)),
      Self(
        "6.10", "CONTINUATION on stream 0 is PROTOCOL_ERROR",
        [head, .continuation(0, Array(block[cut...]))], .connection(.protocolError)),
      Self(
        "6.10", "CONTINUATION on another stream is PROTOCOL_ERROR",
        [head, .continuation(3, Array(block[cut...]))], .connection(.protocolError)),
      Self(
        "6.10", "CONTINUATION after a block that has ended is PROTOCOL_ERROR",
        [side.call[0], .continuation(1)], .connection(.protocolError)),
      Self(
        "6.10", "CONTINUATION after one that ended the block is PROTOCOL_ERROR",
        [head, .continuation(1, Array(block[cut...])), .continuation(1)],
        .connection(.protocolError)),
      Self(
        "6.10", "CONTINUATION after DATA is PROTOCOL_ERROR",
        [side.call[0], .data(1, []), .continuation(1)], .connection(.protocolError)),
    ]
  }
}

extension Side {
  /// HEADERS with a block that goes on.
  fileprivate var begun: RawFrame {
    RawFrame(type: .headers, stream: 1, payload: block)
  }
}

extension RawFrame {
  func with<Value>(_ path: WritableKeyPath<Self, Value>, _ value: Value) -> Self {
    var frame = self
    frame[keyPath: path] = value
    return frame
  }
}
