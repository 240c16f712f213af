internal import SwiftSyntax

/// A loop, whatever its keyword.
struct Loop {
  var item: CodeBlockItemSyntax
  var body: CodeBlockItemListSyntax
  /// What a `for` loop goes over, and whether it awaits that.
  var sequence: (expression: ExprSyntax, isAsynchronous: Bool)?
  /// The name of each element.
  var element: String?

  init?(_ node: Syntax) {
    guard let item = node.ancestors.lazy.compactMap({ $0.as(CodeBlockItemSyntax.self) }).first
    else {
      return nil
    }
    self.item = item
    if let loop = node.as(ForStmtSyntax.self) {
      body = loop.body.statements
      sequence = (loop.sequence, loop.awaitKeyword != nil)
      element = loop.pattern.text
    } else if let loop = node.as(WhileStmtSyntax.self) {
      body = loop.body.statements
    } else {
      return nil
    }
  }

  /// The statements before and after the loop.
  var neighbours: (before: CodeBlockItemSyntax?, after: CodeBlockItemSyntax?) {
    guard let list = item.parent?.as(CodeBlockItemListSyntax.self) else { return (nil, nil) }
    let items = Array(list)
    guard let place = items.firstIndex(of: item) else { return (nil, nil) }
    return (
      place > 0 ? items[place - 1] : nil, place + 1 < items.count ? items[place + 1] : nil
    )
  }
}
