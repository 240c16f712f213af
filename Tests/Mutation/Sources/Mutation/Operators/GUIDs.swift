internal import SwiftSyntax

extension MutationOperator {
  /// What is taken for a UUID, and what is not; and what is a fresh one.
  static let guids = [
    MutationOperator("guid", at: FunctionCallExprSyntax.self) { call in
      if call.text == "GUID.random()" {
        return ["\"6f1c0a52-5c1e-4f0e-9d3a-0123456789ab\"", "GUID.random().uppercased() + \" \""]
          .map { [call.replaced(by: $0)] }
      }
      guard call.calledExpression.text == "GUID.isValid", let argument = call.arguments.first else {
        return []
      }
      let text = argument.expression.text
      let valid = "GUID.isValid(\(text))"
      return [
        // Too much is taken for one.
        "\(text).count == 36", "!\(text).isEmpty", "\(text).utf8.count == 36",
        "(\(text).utf8.count == 36 && \(text).filter { $0 == \"-\" }.count == 4)",
        "(\(text).count == 36 && \(text).allSatisfy { $0.isHexDigit || $0 == \"-\" })",
        "(\(valid) || \(text).isEmpty)", "(\(valid) || \(text).utf8.count > 36)",
        "GUID.isValid(String(\(text).prefix(36)))", "GUID.isValid(String(\(text).suffix(36)))",
        "GUID.isValid(\(text).filter { $0 != \" \" })",
        "(\(text).split(separator: \"-\").map(\\.count) == [8, 4, 4, 4, 12])",
        // And too little.
        "(\(valid) && \(text) == \(text).lowercased())",
        "(\(valid) && \(text) == \(text).uppercased())",
        "(\(valid) && \(text).contains { $0 != \"0\" && $0 != \"-\" })",
        "(\(valid) && !\(text).lowercased().hasPrefix(\"ffffffff\"))",
        "(\(valid) && [\"1\", \"2\", \"3\", \"4\", \"5\"].contains(Array(\(text))[14]))",
        "(\(valid) && Array(\(text))[14] == \"4\")",
      ].map { [call.replaced(by: $0)] }
    }
  ]
}
