/// A text in a tracking_guid that stands for all texts of its kind.
struct GUIDClass: Sendable {
  /// The kind: "a UUID in braces".
  let name: String
  let text: String

  private init(_ name: String, _ text: some StringProtocol) {
    self.name = name
    self.text = String(text)
  }
}

extension GUIDClass: CustomStringConvertible {
  /// For reports: `tracking_guid "{6f1c…}" (a UUID in braces)`.
  var description: String { "tracking_guid \(quoted(text)) (\(name))" }
}

extension GUIDClass {
  /// UUIDs in their text form, of each kind; fresh ones, but for nil and max.
  ///
  /// RFC 9562, section 4: the text form says nothing of versions and variants.
  static func good() -> [GUIDClass] {
    let versions = (1...8).map {
      GUIDClass("a UUID of version \($0)", freshGUID().replacingCharacter(at: 14, by: "\($0)"))
    }
    return versions + [
      GUIDClass("a UUID in upper case", freshGUID().uppercased()),
      GUIDClass("a UUID in mixed case", mixedGUID()),
      GUIDClass("a UUID of an old variant", freshGUID().replacingCharacter(at: 19, by: "c")),
      GUIDClass("the nil UUID", "00000000-0000-0000-0000-000000000000"),
      GUIDClass("the max UUID", "ffffffff-ffff-ffff-ffff-ffffffffffff"),
      GUIDClass("the max UUID in upper case", "FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF"),
    ]
  }

  /// Texts that are no UUID, of each kind.
  ///
  /// A UUID with a NUL behind it is not among them: Foundation's `UUID(uuidString:)` takes it.
  static func bad() -> [GUIDClass] {
    let good = freshGUID()
    let wide = String(String.UnicodeScalarView(good.unicodeScalars.map(\.fullWidth)))
    let letters = [0, 9, 14, 19, 35].map {
      GUIDClass("a letter beyond f at place \($0 + 1)", good.replacingCharacter(at: $0, by: "g"))
    }
    return [
      GUIDClass("empty", ""),
      GUIDClass("words", SeededRandom.current.tag()),
      GUIDClass("a UUID without its hyphens", good.replacing("-", with: "")),
      GUIDClass("a UUID that lacks its last digit", good.dropLast()),
      GUIDClass("a UUID and one more digit", good + "0"),
      GUIDClass("text before a UUID", "guid " + good),
      GUIDClass("text behind a UUID", good + " or so"),
      GUIDClass("a space before a UUID", " " + good),
      GUIDClass("a space behind a UUID", good + " "),
      GUIDClass("a line break behind a UUID", good + "\n"),
      GUIDClass("a line before a UUID", "first\n" + good),
      GUIDClass("a UUID in braces", "{\(good)}"),
      GUIDClass("a UUID as a URN", "urn:uuid:\(good)"),
      GUIDClass("36 hyphens", String(repeating: "-", count: 36)),
      GUIDClass("36 digits", good.replacing("-", with: "0")),
      GUIDClass("36 letters", String(repeating: "x", count: 36)),
      GUIDClass("a hyphen one place early", "\(good.prefix(7))-0\(good.dropFirst(9))"),
      GUIDClass("a hyphen in place of a digit", good.replacingCharacter(at: 31, by: "-")),
      GUIDClass("a digit in place of a hyphen", good.replacingCharacter(at: 18, by: "0")),
      GUIDClass("colons for hyphens", good.replacing("-", with: ":")),
      GUIDClass("full-width digits", wide),
      GUIDClass("an accent on the last digit", good.dropLast() + "a\u{301}"),
      GUIDClass("a NUL in place of a digit", good.replacingCharacter(at: 20, by: "\0")),
      GUIDClass(
        "a UUID over and over, 16 KiB", String(repeating: good, count: (16 << 10) / 36 + 1)),
    ] + letters
  }
}

extension String {
  fileprivate func replacingCharacter(at place: Int, by text: String) -> String {
    prefix(place) + text + dropFirst(place + 1)
  }
}

extension Unicode.Scalar {
  /// The scalar of full width that looks like this one, for printable ASCII; hyphens stay.
  fileprivate var fullWidth: Unicode.Scalar {
    self == "-" ? self : Unicode.Scalar(value + 0xFEE0) ?? self
  }
}
