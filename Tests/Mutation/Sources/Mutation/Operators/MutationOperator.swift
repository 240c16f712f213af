internal import SwiftSyntax

/// A kind of small mistake: what it changes at a node of the syntax tree.
///
/// It need not know types. What does not compile is found by compiling it.
public struct MutationOperator: Sendable {
  public let name: String
  let changes: @Sendable (Syntax) -> [Change]

  init(_ name: String, _ changes: @escaping @Sendable (Syntax) -> [Change]) {
    self.name = name
    self.changes = changes
  }

  /// For nodes of one type.
  init<Node: SyntaxProtocol>(
    _ name: String, at type: Node.Type, _ changes: @escaping @Sendable (Node) -> [Change]
  ) {
    self.init(name) { node in node.as(type).map(changes) ?? [] }
  }

  public static let all: [MutationOperator] =
    statements + leaving + loops + conditions + operators + constants + names + arguments
    + errors + tasks + waiting + texts + guids + integers + sharing + clock
}
