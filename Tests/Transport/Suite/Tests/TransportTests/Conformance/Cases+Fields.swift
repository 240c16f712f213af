import HTTP2

extension ConformanceCase {
  /// Section 8.2: fields that are malformed wherever they are.
  static func fields(_ side: Side) -> [Self] {
    let names: [(String, String)] = [
      ("an uppercase letter", "X-Upper"), ("a space", "x y"), ("NUL", "x\0"), ("DEL", "x\u{7f}"),
      ("a colon within", "x:y"), ("octets beyond ASCII", "x-ä"), ("nothing", ""),
    ]
    let values = [("NUL", "a\0b"), ("LF", "a\nb"), ("CR", "a\rb")]
    let spaces = [("begins with a space", " a"), ("ends with a tab", "a\t")]
    let hopByHop = [
      ("connection", "close"), ("proxy-connection", "close"), ("keep-alive", "timeout=5"),
      ("transfer-encoding", "chunked"), ("upgrade", "h2c"),
    ]
    func malformed(_ section: String, _ rule: String, _ name: String, _ value: String) -> Self {
      side.malformed(section, "\(rule) is malformed") { $0.adding(name, value) }
    }
    return [
      names.map { malformed("8.2.1", "A name with \($0)", $1, "v") },
      values.map { malformed("8.2.1", "A value with \($0)", "x", $1) },
      spaces.map { malformed("8.2.1", "A value that \($0)", "x", $1) },
      hopByHop.map { malformed("8.2.2", $0, $0, $1) },
      pseudoFields(side),
    ].flatMap { $0 }
  }

  private static func pseudoFields(_ side: Side) -> [Self] {
    [
      side.malformed("8.3", "A pseudo-header field that nobody knows is malformed") {
        $0.leading(":test", "ok")
      },
      side.malformed("8.3", "A pseudo-header field after a regular one is malformed") {
        Array($0.dropFirst() + [$0[0]])
      },
    ]
  }
}

extension Side {
  /// A message whose fields are changed so that it is malformed: a stream error PROTOCOL_ERROR
  /// (section 8.1.1).
  func malformed(
    _ section: String, _ rule: String, _ change: ([(String, String)]) -> [(String, String)]
  ) -> ConformanceCase {
    let block = HeaderBlock.literals(change(fields))
    return ConformanceCase(
      section, rule, [.headers(1, block: block, endStream: false)] + rest,
      .stream(.protocolError))
  }

  /// The same, of a message that is as it should be.
  func wellFormed(
    _ section: String, _ rule: String, _ change: ([(String, String)]) -> [(String, String)]
  ) -> ConformanceCase {
    let block = HeaderBlock.literals(change(fields))
    return ConformanceCase(
      section, rule, [.headers(1, block: block, endStream: false)] + rest, .served)
  }
}
