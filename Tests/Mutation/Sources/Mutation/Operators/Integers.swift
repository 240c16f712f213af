internal import SwiftSyntax

extension MutationOperator {
  /// Counts that end too early, or begin again.
  static let integers = [
    MutationOperator("narrow", at: VariableDeclSyntax.self) { variable in
      guard let binding = variable.bindings.first, binding.typeAnnotation == nil,
        binding.initializer?.value.is(IntegerLiteralExprSyntax.self) == true,
        variable.bindingSpecifier.text == "var"
      else { return [] }
      return ["Int8", "UInt8", "Int16", "UInt16"].map { [binding.pattern.followed(by: ": \($0)")] }
    },
    MutationOperator("narrow", at: FunctionCallExprSyntax.self) { call in
      guard call.calledExpression.text == "Int32", let argument = call.arguments.first else {
        return []
      }
      let value = argument.expression.text
      return [
        "Int8(clamping: \(value))", "UInt8(truncatingIfNeeded: \(value))",
        "Int16(clamping: \(value))", "UInt16(truncatingIfNeeded: \(value))", "\(value) / 10 * 10",
      ].map { [call.replaced(by: "Int32(\($0))")] }
    },
    // One that is counted again for each call is counted from the last one's end.
    MutationOperator("count", at: SequenceExprSyntax.self) { sequence in
      let parts = Array(sequence.elements)
      guard parts.count == 3, parts[1].text == "+=" else { return [] }
      return ["2", "(\(parts[0].text) < 1_000 ? 1 : 0)", "(\(parts[0].text) % 3 == 2 ? 2 : 1)"].map
      {
        [parts[2].replaced(by: $0)]
      }
    },
  ]
}
