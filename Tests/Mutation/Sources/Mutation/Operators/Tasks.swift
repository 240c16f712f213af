internal import SwiftSyntax

extension MutationOperator {
  /// Work in a task that nobody waits for, and events that are asked for rather than awaited.
  static let tasks = [
    MutationOperator("task", at: CodeBlockItemSyntax.self) { item in
      guard item.isExpression, item.has(.await) else { return [] }
      let names = item.variablesUsed
      let list = names.isEmpty ? "" : "[\(names.joined(separator: ", "))] in "
      return [[item.replaced(by: "Task { \(list)\(item.text) }")]]
    },
    // Each round of a loop by itself.
    MutationOperator(
      "task",
      atLoops: { loop in
        guard let first = loop.body.first, let last = loop.body.last,
          loop.body.contains(where: { $0.has(.await) })
        else { return [] }
        return [[first.preceded(by: "Task {\n"), last.followed(by: "\n}")]]
      }),
    MutationOperator("poll", at: MemberAccessExprSyntax.self) { node in
      guard node.declName.baseName.text == "cancelled", let base = node.base?.text,
        let attempt = node.ancestors.lazy.compactMap({ $0.as(TryExprSyntax.self) }).first
      else { return [] }
      return [".milliseconds(500)", ".seconds(3)", ".seconds(60)"].map {
        [attempt.replaced(by: "while !\(base).isCancelled { try await Task.sleep(for: \($0)) }")]
      }
    },
  ]
}

extension CodeBlockItemSyntax {
  /// The local variables, declared with `var` before it, that it reads.
  var variablesUsed: [String] {
    var names: Set<String> = []
    for list in ancestors.compactMap({ $0.as(CodeBlockItemListSyntax.self) }) {
      for item in list where item.span.upperBound <= span.lowerBound {
        guard let variable = item.item.as(VariableDeclSyntax.self),
          variable.bindingSpecifier.text == "var", let name = item.declaredName
        else { continue }
        names.insert(name)
      }
    }
    let used = Set(tokens(viewMode: .sourceAccurate).map(\.text))
    return names.intersection(used).sorted()
  }
}
