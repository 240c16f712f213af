internal import SwiftSyntax

extension MutationOperator {
  /// Operators exchanged.
  static let operators = [
    MutationOperator("operator", at: BinaryOperatorExprSyntax.self) { node in
      (exchanged[node.text] ?? []).map { [node.replaced(by: $0)] }
    },
    MutationOperator("operator", at: PrefixOperatorExprSyntax.self) { node in
      [[node.operator.removed]]
    },
    MutationOperator("operator", at: SequenceExprSyntax.self) { sequence in
      let parts = Array(sequence.elements)
      guard let glue = parts.firstIndex(where: { $0.text == "??" }), glue + 1 < parts.count else {
        return []
      }
      return [[sequence.replaced(by: parts[(glue + 1)...].map(\.description).joined().trimmed)]]
    },
    // Counting from 1 crashes where there is nothing to count.
    MutationOperator("range", at: SequenceExprSyntax.self) { sequence in
      let parts = Array(sequence.elements)
      guard parts.count == 3, parts[0].text == "0", parts[1].text == "..<" else { return [] }
      let (count, loop) = (parts[2].text, sequence.parent?.as(ForStmtSyntax.self))
      var changes: [Change] = [
        "1...\(count)", "0..<min(\(count), 100)", "0..<(\(count) % 256)", "0..<max(\(count), 1)",
      ].map { [sequence.replaced(by: $0)] }
      if let loop {
        let first = loop.pattern.text
        let tests = loop.body.statements.tokens(viewMode: .sourceAccurate).filter {
          $0.text == "0" && $0.previousToken(viewMode: .sourceAccurate)?.text == ">"
            && $0.previousToken(viewMode: .sourceAccurate)?
              .previousToken(viewMode: .sourceAccurate)?.text == first
        }
        changes.append(
          [sequence.replaced(by: "1...\(count)")] + tests.map { $0.replaced(by: "1") })
      }
      return changes
    },
  ]

  private static let exchanged = [
    "<": ["<=", ">"], "<=": ["<", ">"], ">": [">=", "<"], ">=": [">", "<"],
    "==": ["!="], "!=": ["=="], "+": ["-"], "-": ["+"], "*": ["/"], "/": ["*"],
    "&&": ["||"], "||": ["&&"], "+=": ["-="], "-=": ["+="], "*=": ["/="], "/=": ["*="],
    "..<": ["..."], "...": ["..<"],
  ]
}
