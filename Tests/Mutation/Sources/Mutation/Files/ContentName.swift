/// A short name for texts: FNV-1a, 32 bits in hexadecimal. It tells apart what one person wrote, and
/// is no protection against anybody.
public struct ContentName: Hashable, Sendable, CustomStringConvertible {
  private var state: UInt64 = 0xcbf2_9ce4_8422_2325

  public init(_ texts: String...) { for text in texts { combine(text.utf8) } }

  public mutating func combine(_ octets: some Sequence<UInt8>) {
    for octet in octets { state = (state ^ UInt64(octet)) &* 0x100_0000_01b3 }
    state = (state ^ 0xff) &* 0x100_0000_01b3
  }

  public var description: String {
    let digits = String(UInt32(truncatingIfNeeded: state ^ (state >> 32)), radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }
}
