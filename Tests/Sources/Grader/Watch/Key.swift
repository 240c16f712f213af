/// A key of the terminal, as far as watch knows it.
enum Key: Hashable, Sendable {
  case letter(Character)
  case up, down, pageUp, pageDown
  /// Ctrl-C.
  case interrupt
  /// Ctrl-D, or that there is no terminal any more.
  case end
}

/// Reads keys from what a terminal sends, also when a sequence comes in parts.
struct KeyDecoder {
  private var pending: [UInt8] = []

  /// The keys in these octets, in order. What is no known key is left out.
  mutating func keys(in octets: some Sequence<UInt8>) -> [Key] {
    var keys: [Key] = []
    for octet in octets {
      pending.append(octet)
      switch pending.count {
      case 1 where octet == 0x1b: continue
      case 1:
        if let key = Self.key(octet) { keys.append(key) }
      case 2 where octet == UInt8(ascii: "[") || octet == UInt8(ascii: "O"): continue
      case 2:
        // An escape key by itself, and then another.
        pending = [octet]
        if octet == 0x1b { continue }
        if let key = Self.key(octet) { keys.append(key) }
      default:
        // A sequence ends with its first letter or tilde.
        if !(0x40...0x7e).contains(octet), pending.count < 16 { continue }
        if let key = Self.key(sequence: pending.dropFirst(2)) { keys.append(key) }
      }
      pending = []
    }
    return keys
  }

  private static func key(_ octet: UInt8) -> Key? {
    switch octet {
    case 0x03: .interrupt
    case 0x04: .end
    case UInt8(ascii: " "): .pageDown
    case UInt8(ascii: "a")...UInt8(ascii: "z"): .letter(Character(Unicode.Scalar(octet)))
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): .letter(Character(Unicode.Scalar(octet + 0x20)))
    default: nil
    }
  }

  private static func key(sequence: ArraySlice<UInt8>) -> Key? {
    switch String(decoding: sequence, as: UTF8.self) {
    case "A": .up
    case "B": .down
    case "5~": .pageUp
    case "6~": .pageDown
    default: nil
    }
  }
}
