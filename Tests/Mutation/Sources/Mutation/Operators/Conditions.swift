internal import SwiftSyntax

extension MutationOperator {
  /// Conditions turned, or decided once and for all.
  static let conditions = [
    MutationOperator("condition", at: ConditionElementSyntax.self) { element in
      guard case .expression(let condition) = element.condition else { return [] }
      return forced(condition.span, condition.text)
    },
    MutationOperator("condition", at: WhereClauseSyntax.self) { clause in
      forced(clause.condition.span, clause.condition.text)
    },
    // The parser does not fold operators: a condition is what stands before the question mark.
    MutationOperator("condition", at: SequenceExprSyntax.self) { sequence in
      let parts = Array(sequence.elements)
      guard let mark = parts.firstIndex(where: { $0.is(UnresolvedTernaryExprSyntax.self) }),
        mark > 0, let first = parts.first,
        let then = parts[mark].as(UnresolvedTernaryExprSyntax.self)
      else { return [] }
      let condition = first.span.lowerBound..<parts[mark - 1].span.upperBound
      let otherwise = parts[(mark + 1)...].map(\.description).joined().trimmed
      return [
        [sequence.replaced(by: "(\(then.thenExpression.text))")],
        [sequence.replaced(by: "(\(otherwise))")],
        [Edit(condition, "!(\(parts[..<mark].map(\.description).joined().trimmed))")],
      ]
    },
    // One part of several is forgotten.
    MutationOperator("condition", at: SequenceExprSyntax.self) { sequence in
      for glue in ["&&", "||"] {
        let parts = sequence.elements.split { $0.as(BinaryOperatorExprSyntax.self)?.text == glue }
        if parts.count < 2 { continue }
        let texts = parts.map { $0.map(\.description).joined().trimmed }
        return texts.indices.map { dropped in
          let rest = texts.indices.filter { $0 != dropped }.map { texts[$0] }
          return [sequence.replaced(by: rest.joined(separator: " \(glue) "))]
        }
      }
      return []
    },
    MutationOperator("condition", at: ConditionElementListSyntax.self) { list in
      if list.count < 2 { return [] }
      let texts = list.map(\.condition.text)
      return texts.indices.map { dropped in
        let rest = texts.indices.filter { $0 != dropped }.map { texts[$0] }
        return [list.replaced(by: rest.joined(separator: ", "))]
      }
    },
  ]

  private static func forced(_ span: Range<Int>, _ text: String) -> [Change] {
    if text == "true" { return [[Edit(span, "false")]] }
    return ["true", "false", "!(\(text))"].map { [Edit(span, $0)] }
  }
}
