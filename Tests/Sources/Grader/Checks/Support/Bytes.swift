/// Throws unless both texts are the same octets: `==` would take é and e with an accent for equal.
func expectBytes(
  _ what: @autoclosure () -> String, _ received: String, equal expected: String,
  try hint: String? = nil
) throws(CheckFailure) {
  if Array(received.utf8) == Array(expected.utf8) { return }
  let looksEqual = received == expected
  throw CheckFailure(
    expected: "\(what()) \(quoted(expected))" + (looksEqual ? " byte for byte" : ""),
    received: quoted(received)
      + (looksEqual ? ", \(received.utf8.count) octets instead of \(expected.utf8.count)" : ""),
    try: hint)
}
