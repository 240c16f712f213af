/// One parameter of a SETTINGS frame (RFC 9113, section 6.5.1).
public struct Setting: Hashable, Sendable, CustomStringConvertible {
  public var id: ID
  public var value: Int

  public init(_ id: ID, _ value: Int) {
    self.id = id
    self.value = value
  }

  public var description: String { "\(id) \(value)" }
}

extension Setting {
  /// Which parameter it is (RFC 9113, section 6.5.2).
  public struct ID: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    public var rawValue: UInt16

    public init(rawValue: UInt16) { self.rawValue = rawValue }

    public static let headerTableSize = ID(rawValue: 0x1)
    public static let enablePush = ID(rawValue: 0x2)
    public static let maxConcurrentStreams = ID(rawValue: 0x3)
    public static let initialWindowSize = ID(rawValue: 0x4)
    public static let maxFrameSize = ID(rawValue: 0x5)
    public static let maxHeaderListSize = ID(rawValue: 0x6)

    private static let names = [
      "HEADER_TABLE_SIZE", "ENABLE_PUSH", "MAX_CONCURRENT_STREAMS", "INITIAL_WINDOW_SIZE",
      "MAX_FRAME_SIZE", "MAX_HEADER_LIST_SIZE",
    ]

    /// The name that RFC 9113 gives the parameter, without its prefix SETTINGS_, or its number in
    /// hexadecimal.
    public var description: String {
      (1...UInt16(Self.names.count)).contains(rawValue)
        ? Self.names[Int(rawValue) - 1] : "0x" + String(rawValue, radix: 16)
    }
  }
}
