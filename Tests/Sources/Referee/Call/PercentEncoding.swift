/// The encoding of `grpc-message`: octets other than printable ASCII, and "%", as %XX.
enum PercentEncoding {
  static func encoded(_ text: String) -> String {
    var encoded = ""
    for octet in text.utf8 {
      if (0x20...0x7e).contains(octet) && octet != UInt8(ascii: "%") {
        encoded.unicodeScalars.append(Unicode.Scalar(octet))
      } else {
        let digits = String(octet, radix: 16, uppercase: true)
        encoded += "%" + (digits.count == 1 ? "0" : "") + digits
      }
    }
    return encoded
  }

  /// Leaves what is no escape as it stands.
  static func decoded(_ text: String) -> String {
    let octets = Array(text.utf8)
    var decoded: [UInt8] = []
    var index = 0
    while index < octets.count {
      if octets[index] == UInt8(ascii: "%"), index + 2 < octets.count,
        let high = digit(octets[index + 1]), let low = digit(octets[index + 2])
      {
        decoded.append(high << 4 | low)
        index += 3
      } else {
        decoded.append(octets[index])
        index += 1
      }
    }
    return String(decoding: decoded, as: UTF8.self)
  }

  private static func digit(_ octet: UInt8) -> UInt8? {
    Character(Unicode.Scalar(octet)).hexDigitValue.map { UInt8($0) }
  }
}
