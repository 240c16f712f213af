internal import HTTP2

/// What one direction of a connection says, read frame by frame and without a session: the yardstick
/// for what reaches an application, which can be less but never more.
struct Frames {
  struct Stream {
    /// The octets of DATA up to the end, without padding.
    var data: [UInt8] = []
    /// The octets of DATA that count towards the window.
    var flow = 0
    /// Those of the largest frame.
    var largest = 0
    var hasEnded = false
    /// Whether HEADERS or DATA came after the end.
    var goesOn = false
    /// Octets that WINDOW_UPDATE gives the other side.
    var given = 0

    /// Adds what is there of a DATA frame's payload of `length` octets.
    mutating func add(_ payload: ArraySlice<UInt8>, of length: Int, flags: UInt8) {
      var body = payload
      if flags & 0x8 != 0, let padding = body.popFirst() {
        body = body.prefix(max(0, length - 1 - Int(padding)))
      }
      if !hasEnded { data += body }
      flow += payload.count
      largest = max(largest, payload.count)
    }

    /// The messages that are complete, and whether nothing is left over.
    var messages: (all: [ArraySlice<UInt8>], areComplete: Bool) {
      var rest = data[...]
      var all: [ArraySlice<UInt8>] = []
      while rest.count >= 5 {
        let length = rest.dropFirst().prefix(4).reduce(0) { $0 << 8 | Int($1) }
        guard rest.count >= 5 + length else { break }
        all.append(rest.dropFirst(5).prefix(length))
        rest = rest.dropFirst(5 + length)
      }
      return (all, rest.isEmpty)
    }
  }

  private(set) var streams: [Int32: Stream] = [:]
  /// Whether SETTINGS were acknowledged before there was any stream: until then, the other side's
  /// windows are not in force.
  private(set) var areSettled = false
  /// Whether the octets end with a frame's last one.
  private(set) var areWhole = true

  init(_ octets: some Collection<UInt8>) {
    var rest = Array(octets)[...]
    if rest.starts(with: Self.preface) { rest = rest.dropFirst(Self.preface.count) }
    while rest.count >= 9 {
      let head = Array(rest.prefix(9))
      let length = Int(head[0]) << 16 | Int(head[1]) << 8 | Int(head[2])
      let id = head[5...].reduce(Int32(0)) { $0 << 8 | Int32($1) } & .max
      let payload = rest.dropFirst(9).prefix(length)
      if payload.count < length {
        // Octets of DATA count before their frame is whole.
        if FrameType(rawValue: head[3]) == .data {
          streams[id, default: Stream()].add(payload, of: length, flags: head[4])
        }
        break
      }
      rest = rest.dropFirst(9 + length)
      add(FrameType(rawValue: head[3]), flags: head[4], payload, to: id)
    }
    areWhole = rest.isEmpty
  }

  /// What a client says first.
  private static let preface = Array("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".utf8)

  private mutating func add(
    _ type: FrameType, flags: UInt8, _ payload: ArraySlice<UInt8>, to id: Int32
  ) {
    var stream = streams[id] ?? Stream()
    switch type {
    case .data:
      stream.goesOn = stream.goesOn || stream.hasEnded
      stream.add(payload, of: payload.count, flags: flags)
      stream.hasEnded = stream.hasEnded || flags & 0x1 != 0
    case .headers:
      stream.goesOn = stream.goesOn || stream.hasEnded
      stream.hasEnded = stream.hasEnded || flags & 0x1 != 0
    case .windowUpdate:
      stream.given += payload.prefix(4).reduce(0) { $0 << 8 | Int($1) } & Int(Int32.max)
    case .settings where flags & 0x1 != 0 && streams.allSatisfy({ $0.key == 0 }):
      areSettled = true
    default:
      break
    }
    streams[id] = stream
  }
}
