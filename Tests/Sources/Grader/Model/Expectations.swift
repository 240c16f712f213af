/// Throws unless `condition` holds. `expected` and `received` are phrases for the report.
func expect(
  _ condition: Bool, _ expected: @autoclosure () -> String,
  received: @autoclosure () -> String, try hint: String? = nil
) throws(CheckFailure) {
  if !condition { throw CheckFailure(expected: expected(), received: received(), try: hint) }
}

/// Throws unless both are equal. `what` names the thing compared: "tracking_guid of package 3".
func expect<Value: Equatable>(
  _ what: @autoclosure () -> String, _ received: Value, equals expected: Value,
  try hint: String? = nil
) throws(CheckFailure) {
  if received != expected {
    throw CheckFailure(
      expected: "\(what()) \(quoted(expected))", received: quoted(received), try: hint)
  }
}

/// Text in quotes and shortened, anything else as it prints itself.
func quoted(_ value: some Any) -> String {
  guard let text = value as? String else { return "\(value)" }
  let escaped = text.debugDescription
  return escaped.count <= 120 ? escaped : "\(escaped.prefix(100))…\" (\(text.utf8.count) bytes)"
}

/// A number of things for people: `1 package`, `2 packages`.
func counted(_ count: some BinaryInteger, _ noun: String) -> String {
  "\(count) \(noun)\(count == 1 ? "" : "s")"
}

/// A duration for people: `25 ms`, `1.5 s`.
func readable(_ duration: Duration) -> String {
  let milliseconds = duration / .milliseconds(1)
  if milliseconds < 10_000 { return "\(Int(milliseconds.rounded())) ms" }
  return "\(Int((milliseconds / 1_000).rounded())) s"
}
