internal import SwiftSyntax

extension MutationOperator {
  /// Errors that nobody hears of.
  static let errors = [
    MutationOperator("swallow", at: CodeBlockItemSyntax.self) { item in
      guard !item.isDeclaration, item.has(.try) else { return [] }
      return [
        [item.replaced(by: "do { \(item.text) } catch {}")],
        [item.replaced(by: "do { \(item.text) } catch { complain(error) }")],
      ]
    },
    MutationOperator("swallow", at: TryExprSyntax.self) { attempt in
      guard attempt.questionOrExclamationMark == nil,
        attempt.parent?.is(CodeBlockItemSyntax.self) == false
      else { return [] }
      return [[attempt.tryKeyword.replaced(by: "try?")]]
    },
    // Another error than the one that was meant.
    MutationOperator("other error", at: ThrowStmtSyntax.self) { statement in
      [[statement.expression.replaced(by: "CancellationError()")]]
    },
  ]
}
