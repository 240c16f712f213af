internal import SwiftSyntax

/// A mutant's edits.
typealias Change = [Edit]

extension SyntaxProtocol {
  /// Where the node stands, without the white space and comments around it.
  var span: Range<Int> {
    positionAfterSkippingLeadingTrivia.utf8Offset..<endPositionBeforeTrailingTrivia.utf8Offset
  }

  /// The node's text, without the white space and comments around it.
  var text: String { trimmedDescription }

  func replaced(by text: String) -> Edit { Edit(span, text) }
  func preceded(by text: String) -> Edit { Edit(span.lowerBound..<span.lowerBound, text) }
  func followed(by text: String) -> Edit { Edit(span.upperBound..<span.upperBound, text) }
  var removed: Edit { Edit(span, "") }

  /// The nodes that hold this one, from the inside out.
  var ancestors: some Sequence<Syntax> { sequence(first: Syntax(self), next: \.parent).dropFirst() }
}

extension CodeBlockItemSyntax {
  var isDeclaration: Bool { item.is(DeclSyntax.self) }
  var isExpression: Bool { item.is(ExprSyntax.self) }

  /// Whether an `await` or a `try` stands in it, and not only in a closure that it makes. `try?` is
  /// none: it throws nothing.
  func has(_ keyword: Keyword) -> Bool {
    tokens(viewMode: .sourceAccurate).contains { token in
      guard token.tokenKind == .keyword(keyword) else { return false }
      if token.parent?.as(TryExprSyntax.self)?.questionOrExclamationMark != nil { return false }
      return !token.ancestors.prefix { $0.id != id }.contains { $0.is(ClosureExprSyntax.self) }
    }
  }
}
