internal import SwiftSyntax

extension MutationOperator {
  /// Ends that come too early.
  static let leaving = [
    MutationOperator("return", at: CodeBlockItemSyntax.self) { item in
      guard let result = item.emptyResult else { return [] }
      return [[item.preceded(by: "if true { return\(result) }\n")]]
    },
    MutationOperator("exit", at: CodeBlockItemSyntax.self) { item in
      item.emptyResult == nil || item.isDeclaration ? [] : [[item.preceded(by: "leaveProgram()\n")]]
    },
    MutationOperator("quiet", at: ThrowStmtSyntax.self) { statement in
      let item = statement.ancestors.lazy.compactMap { $0.as(CodeBlockItemSyntax.self) }.first
      var texts = ["return\(item?.emptyResult ?? "")"]
      if statement.isInLoop { texts += ["continue", "break"] }
      return texts.map { [statement.replaced(by: $0)] }
    },
    MutationOperator("once", at: CodeBlockItemListSyntax.self) { list in
      guard list.isLoopBody, let first = list.first, let last = list.last else { return [] }
      return [
        [last.followed(by: "\nif true { break }")], [first.preceded(by: "if true { continue }\n")],
      ]
    },
  ]
}

extension SyntaxProtocol {
  /// Whether it stands in the body of a loop, and in no closure within.
  var isInLoop: Bool {
    for node in ancestors {
      if node.is(ClosureExprSyntax.self) { return false }
      if node.is(ForStmtSyntax.self) || node.is(WhileStmtSyntax.self) { return true }
    }
    return false
  }
}

extension CodeBlockItemListSyntax {
  var isLoopBody: Bool {
    let owner = parent?.parent
    return owner?.is(ForStmtSyntax.self) == true || owner?.is(WhileStmtSyntax.self) == true
  }
}

extension CodeBlockItemSyntax {
  /// What a `return` here may return without having done anything: nothing, or an empty message. Nil
  /// where a value is needed that nobody can guess.
  var emptyResult: String? {
    for node in ancestors {
      if node.is(DeferStmtSyntax.self) { return nil }
      if node.is(ClosureExprSyntax.self) || node.is(InitializerDeclSyntax.self) { return "" }
      if let function = node.as(FunctionDeclSyntax.self) {
        guard let type = function.signature.returnClause?.type.text else { return "" }
        return type.hasPrefix("Datahub_") ? " \(type)()" : nil
      }
    }
    return nil
  }
}
