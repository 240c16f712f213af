/// What a frame is (RFC 9113, section 6).
public struct FrameType: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
  public var rawValue: UInt8

  public init(rawValue: UInt8) { self.rawValue = rawValue }

  public static let data = FrameType(rawValue: 0x0)
  public static let headers = FrameType(rawValue: 0x1)
  public static let priority = FrameType(rawValue: 0x2)
  public static let rstStream = FrameType(rawValue: 0x3)
  public static let settings = FrameType(rawValue: 0x4)
  public static let pushPromise = FrameType(rawValue: 0x5)
  public static let ping = FrameType(rawValue: 0x6)
  public static let goAway = FrameType(rawValue: 0x7)
  public static let windowUpdate = FrameType(rawValue: 0x8)
  public static let continuation = FrameType(rawValue: 0x9)

  private static let names = [
    "DATA", "HEADERS", "PRIORITY", "RST_STREAM", "SETTINGS", "PUSH_PROMISE", "PING", "GOAWAY",
    "WINDOW_UPDATE", "CONTINUATION",
  ]

  /// The name that RFC 9113 gives the type, or its number.
  public var description: String {
    rawValue < UInt8(Self.names.count) ? Self.names[Int(rawValue)] : "type \(rawValue)"
  }
}
