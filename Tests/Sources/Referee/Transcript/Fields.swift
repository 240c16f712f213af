/// Puts the fields of a message into words, one after another.
struct Fields {
  var text = ""

  /// A GUID by its first four characters.
  mutating func add(guid name: String, _ value: String) {
    let looksLikeOne = value.utf8.count == 36 && value.utf8.filter { $0 == 0x2d }.count == 4
    if looksLikeOne {
      add(name, "\(value.prefix(4))…")
    } else {
      add(text: name, value)
    }
  }

  mutating func add(text name: String, _ value: String) {
    if value.isEmpty { return }
    let quoted = value.debugDescription
    add(name, quoted.count <= 60 ? quoted : "\(quoted.prefix(40))…\" (\(value.utf8.count) octets)")
  }

  mutating func add(flag name: String, _ value: Bool) { add(name, "\(value)") }

  mutating func add(number name: String, _ value: Int) { add(name, "\(value)") }

  private mutating func add(_ name: String, _ value: String) {
    text += text.isEmpty ? "\(name) \(value)" : " \(name) \(value)"
  }
}
