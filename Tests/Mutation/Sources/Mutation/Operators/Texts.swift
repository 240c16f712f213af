internal import SwiftSyntax

private let fields: Set<String> = [
  "trackingGuid", "telemetryGuid", "tagName", "tagValue", "lastError",
]

extension MutationOperator {
  /// Texts that are not handed on as they are, and input that is refused without a reason.
  static let texts = [
    MutationOperator("text", at: MemberAccessExprSyntax.self) { node in
      guard fields.contains(node.declName.baseName.text), !node.isAssigned,
        // What is taken for a UUID is the operator `guid`'s.
        node.ancestors.lazy.compactMap({ $0.as(FunctionCallExprSyntax.self) }).first?
          .calledExpression.text != "GUID.isValid"
      else { return [] }
      let text = node.text
      let cases = ["\(text).lowercased()", "\(text).uppercased()"]
      let parts = [
        "\(text).split(separator: \" \").joined(separator: \" \")",
        "String(\(text).prefix(255))", "\(text).filter(\\.isASCII)",
        "(\(text).isEmpty ? \"none\" : \(text))",
      ]
      // A UUID has nothing else to lose.
      return (cases + (node.isKnownUUID ? [] : parts)).map { [node.replaced(by: $0)] }
    },
    // Something is always the same that should be what came.
    MutationOperator("text", at: CodeBlockItemSyntax.self) { item in
      guard let (left, right) = item.assignment,
        fields.contains(where: { left.text.hasSuffix(".\($0)") })
      else { return [] }
      return [[right.edit("\"\"")], [right.edit("\"something else\"")]]
    },
    MutationOperator("refuse", at: CodeBlockItemListSyntax.self) { list in
      guard let first = list.first, let name = list.nameOfInput else { return [] }
      let tag = "\(name).tagName"
      return [
        "\(tag).isEmpty", "\(tag).utf8.count < 2", "\(tag).utf8.count > 255",
        "\(tag).utf8.count > 4_096", "!\(tag).utf8.allSatisfy { $0 < 128 }",
        "\(tag).contains(\" \")",
      ].map {
        [
          first.preceded(
            by: "if \($0) { throw RPCError(code: .invalidArgument, message: \"tag_name\") }\n")
        ]
      }
    },
  ]
}

extension SyntaxProtocol {
  /// Whether a `guard` before it lets nothing but a UUID pass.
  fileprivate var isKnownUUID: Bool {
    ancestors.compactMap { $0.as(CodeBlockItemListSyntax.self) }.contains { list in
      list.contains { item in
        item.span.upperBound <= span.lowerBound
          && item.text.hasPrefix("guard GUID.isValid(\(text))")
      }
    }
  }

  /// Whether it is the left side of an assignment.
  fileprivate var isAssigned: Bool {
    guard let list = parent?.as(ExprListSyntax.self), list.first?.id == id else { return false }
    return list.dropFirst().first?.is(AssignmentExprSyntax.self) == true
  }
}

extension CodeBlockItemListSyntax {
  /// The request or package that a method, or a round of its loop, is given.
  fileprivate var nameOfInput: String? {
    let owner = parent?.parent
    if let function = owner?.as(FunctionDeclSyntax.self) {
      return function.signature.parameterClause.parameters.first {
        $0.type.text.hasPrefix("Datahub_")
      }.map { $0.secondName?.text ?? $0.firstName.text }
    }
    if let loop = owner?.as(ForStmtSyntax.self), loop.awaitKeyword != nil,
      loop.sequence.text == "request"
    {
      return loop.pattern.text
    }
    return nil
  }
}
