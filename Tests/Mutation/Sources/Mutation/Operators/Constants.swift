internal import SwiftSyntax

extension MutationOperator {
  /// Constants and bounds changed.
  static let constants = [
    MutationOperator("constant", at: IntegerLiteralExprSyntax.self) { literal in
      guard let value = Int64(literal.text.replacing("_", with: "")) else { return [] }
      var others = [value + 1, value - 1, 0]
      if value > 1 { others += [value / 2] }
      if value < Int64.max / 2 { others += [value * 2] }
      return others.filter { $0 != value && $0 >= 0 }.map { [literal.replaced(by: "\($0)")] }
    },
    MutationOperator("constant", at: FloatLiteralExprSyntax.self) { literal in
      guard let value = Double(literal.text) else { return [] }
      return [value * 2, value / 2, 0].map { [literal.replaced(by: "\($0)")] }
    },
    MutationOperator("constant", at: BooleanLiteralExprSyntax.self) { literal in
      [[literal.replaced(by: literal.text == "true" ? "false" : "true")]]
    },
    MutationOperator("constant", at: StringLiteralExprSyntax.self) { literal in
      let content = literal.segments.text
      if content.utf8.count == 1, let next = content.utf8.first.map({ $0 + 1 }) {
        return [[literal.replaced(by: "\"\(Character(Unicode.Scalar(next)))\"")]]
      }
      var others = ["\"\"", "\"something else\""]
      if literal.segments.count == 1 {
        others += [content.lowercased(), content.uppercased()].map { "\"\($0)\"" }
      } else {
        // A value that is not told, and no more than the values.
        for segment in literal.segments where segment.is(ExpressionSegmentSyntax.self) {
          others.append(
            "\"" + literal.segments.filter { $0.id != segment.id }.map(\.description).joined()
              + "\"")
        }
        let values = literal.segments.filter { $0.is(ExpressionSegmentSyntax.self) }
        others.append("\"" + values.map(\.description).joined(separator: " ") + "\"")
      }
      return others.filter { $0 != literal.text }.map { [literal.replaced(by: $0)] }
    },
  ]
}
