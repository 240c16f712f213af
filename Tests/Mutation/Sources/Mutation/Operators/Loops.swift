internal import SwiftSyntax

extension MutationOperator {
  init(_ name: String, atLoops changes: @escaping @Sendable (Loop) -> [Change]) {
    self.init(name) { node in Loop(node).map(changes) ?? [] }
  }

  /// What is done once and should be done each time, or the other way round; what is kept.
  static let loops = [
    MutationOperator(
      "out of loop",
      atLoops: { loop in
        loop.body.flatMap { item -> [Change] in
          let before: Change = [loop.item.preceded(by: "\(item.text)\n"), item.removed]
          let after: Change = [loop.item.followed(by: "\n\(item.text)"), item.removed]
          return item.isDeclaration ? [before] : [before, after]
        }
      }),
    MutationOperator(
      "into loop",
      atLoops: { loop in
        guard let first = loop.body.first, let last = loop.body.last else { return [] }
        let (before, after) = loop.neighbours
        var changes: [Change] = []
        if let before { changes.append([before.removed, first.preceded(by: "\(before.text)\n")]) }
        if let after { changes.append([after.removed, last.followed(by: "\n\(after.text)")]) }
        return changes
      }),
    // A value that is made once and used in every round.
    MutationOperator(
      "hoist",
      atLoops: { loop in
        loop.body.compactMap { item -> Change? in
          guard let value = item.assignment?.right,
            value.text.contains("(") || value.text.contains(".now")
          else { return nil }
          return [
            loop.item.preceded(by: "let hoisted = \(value.text)\n"), value.edit("hoisted"),
          ]
        }
      }),
    MutationOperator(
      "end of loop",
      atLoops: { loop in
        guard let first = loop.body.first, let last = loop.body.last, first != last else {
          return []
        }
        var changes: [Change] = [[first.removed, last.followed(by: "\n\(first.text)")]]
        if let condition = first.item.as(StmtSyntax.self)?.as(ExpressionStmtSyntax.self)?.expression
          .as(IfExprSyntax.self), condition.elseBody == nil
        {
          changes.append([
            first.removed, last.followed(by: "\n\(condition.body.statements.text)"),
          ])
        }
        return changes
      }),
    MutationOperator(
      "keep",
      atLoops: { loop in
        guard loop.sequence?.isAsynchronous == true, let element = loop.element,
          let first = loop.body.first
        else { return [] }
        return [
          [
            loop.item.preceded(by: "var kept: [Any] = []\n"),
            first.preceded(by: "kept.append(\(element))\n"),
          ]
        ]
      }),
    MutationOperator(
      "collect",
      atLoops: { loop in
        guard let sequence = loop.sequence, sequence.isAsynchronous else { return [] }
        let text = sequence.expression.text
        guard let statement = sequence.expression.parent?.as(ForStmtSyntax.self),
          let awaiting = statement.awaitKeyword, let trying = statement.tryKeyword
        else { return [] }
        return [
          [
            trying.removed, awaiting.removed,
            sequence.expression.replaced(by: "try await collected(\(text))"),
          ]
        ]
      }),
    MutationOperator(
      "some",
      atLoops: { loop in
        guard let sequence = loop.sequence?.expression else { return [] }
        let text = sequence.is(SequenceExprSyntax.self) ? "(\(sequence.text))" : sequence.text
        return [
          ".prefix(3)", ".prefix(100)", ".prefix(10_000)", ".prefix(Int(count))", ".dropFirst()",
        ].map { [sequence.replaced(by: text + $0)] }
      }),
    MutationOperator("bounded", at: WhileStmtSyntax.self) { loop in
      guard loop.conditions.text == "true" else { return [] }
      let head = loop.whileKeyword.span.lowerBound..<loop.conditions.span.upperBound
      return [4, 60, 1_000].map { [Edit(head, "for _ in 0..<\($0)")] }
    },
  ]
}
