#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// UUIDs in their text form: 36 characters, hexadecimal digits in groups of 8, 4, 4, 4 and 12
/// (RFC 9562, section 4).
public enum GUID {
  /// A fresh random UUID, in lower case.
  public static func random() -> String {
    UUID().uuidString.lowercased()
  }

  /// Whether `text` is a UUID, in any case.
  public static func isValid(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { octets in
      octets.count == 36
        && octets.indices.allSatisfy { position in
          switch position {
          case 8, 13, 18, 23: octets[position] == UInt8(ascii: "-")
          default: isHexadecimalDigit(octets[position])
          }
        }
    }
  }

  private static func isHexadecimalDigit(_ octet: UInt8) -> Bool {
    switch octet {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
      UInt8(ascii: "A")...UInt8(ascii: "F"):
      true
    default:
      false
    }
  }
}
