internal import SwiftSyntax

extension MutationOperator {
  /// Statements dropped, done twice, exchanged, or moved.
  static let statements = [
    MutationOperator("drop", at: CodeBlockItemSyntax.self) { item in
      item.isDeclaration ? [] : [[item.removed]]
    },
    MutationOperator("twice", at: CodeBlockItemSyntax.self) { item in
      // To assign the same twice is no mistake, and whoever was told to end needs not be told again.
      item.isExpression && item.assignment == nil && !item.tellsToEnd
        ? [[item.followed(by: "\n\(item.text)")]] : []
    },
    MutationOperator("swap", at: CodeBlockItemListSyntax.self) { list in
      zip(list, list.dropFirst()).compactMap { first, second in
        if first.isIndependent(of: second) { return nil }
        guard let name = first.declaredName else {
          return [first.replaced(by: second.text), second.replaced(by: first.text)]
        }
        // What uses a name cannot come before it.
        let isUsed = second.tokens(viewMode: .sourceAccurate).contains { $0.text == name }
        return isUsed ? nil : [first.replaced(by: second.text), second.replaced(by: first.text)]
      }
    },
    // A log line, or what else is kept for the end, at once; and the end not for every way out.
    MutationOperator("defer", at: DeferStmtSyntax.self) { statement in
      guard
        let item = statement.ancestors.lazy.compactMap({ $0.as(CodeBlockItemSyntax.self) }).first,
        let list = item.parent?.as(CodeBlockItemListSyntax.self), let last = list.last
      else { return [] }
      let body = statement.body.statements.text
      return [[item.replaced(by: body)], [item.removed, last.followed(by: "\n\(body)")]]
    },
    MutationOperator("unconditional", at: IfExprSyntax.self) { statement in
      statement.elseBody == nil
        ? [[statement.replaced(by: "do { \(statement.body.statements.text) }")]] : []
    },
  ]
}

extension CodeBlockItemSyntax {
  /// Whether both only give values to different things, neither of which the other reads.
  fileprivate func isIndependent(of other: CodeBlockItemSyntax) -> Bool {
    if declaredName != nil && other.declaredName != nil { return true }
    guard let mine = assignment, let others = other.assignment else { return false }
    return mine.left.text != others.left.text && !mine.right.text.contains(others.left.text)
      && !others.right.text.contains(mine.left.text)
  }

  fileprivate var tellsToEnd: Bool {
    [".cancel()", ".cancelAll()", ".beginGracefulShutdown()"].contains { text.hasSuffix($0) }
  }

  /// The name of the variable that it declares.
  var declaredName: String? {
    item.as(VariableDeclSyntax.self)?.bindings.first?.pattern.text
  }
}
