/// The encoding of `grpc-message`: what is not printable ASCII, and `%`, as `%` and two digits.
enum PercentEncoding {
  /// Encodes as much of `message` as takes no more than `limit` octets.
  static func encode(_ message: String, limit: Int = .max) -> String {
    var octets: [UInt8] = []
    for octet in message.utf8 {
      if octets.count > limit - 3 { break }
      if 0x20...0x7e ~= octet, octet != UInt8(ascii: "%") {
        octets.append(octet)
      } else {
        octets.append(UInt8(ascii: "%"))
        octets.append(digits[Int(octet >> 4)])
        octets.append(digits[Int(octet & 0xf)])
      }
    }
    return String(decoding: octets, as: UTF8.self)
  }

  /// Encodes what an authority cannot have (RFC 3986, section 3.2).
  static func encode(authority: String) -> String {
    var octets: [UInt8] = []
    for octet in authority.utf8 {
      switch octet {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        octets.append(octet)
      case _ where "-._~!$&'()*+,;=:@[]".utf8.contains(octet):
        octets.append(octet)
      default:
        octets += [UInt8(ascii: "%"), digits[Int(octet >> 4)], digits[Int(octet & 0xf)]]
      }
    }
    return String(decoding: octets, as: UTF8.self)
  }

  /// Never fails: what is not well encoded stands for itself.
  static func decode(_ message: String) -> String {
    let encoded = Array(message.utf8)
    var octets: [UInt8] = []
    var index = 0
    while index < encoded.count {
      if encoded[index] == UInt8(ascii: "%"), index + 2 < encoded.count,
        let high = value(of: encoded[index + 1]), let low = value(of: encoded[index + 2])
      {
        octets.append(high << 4 | low)
        index += 3
      } else {
        octets.append(encoded[index])
        index += 1
      }
    }
    return String(decoding: octets, as: UTF8.self)
  }

  private static let digits = Array("0123456789ABCDEF".utf8)

  private static func value(of digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
    case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
    default: nil
    }
  }
}
