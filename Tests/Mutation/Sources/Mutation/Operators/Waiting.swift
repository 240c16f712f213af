internal import SwiftSyntax

/// A call that waits for a time: `pause(for: x)`, `Task.sleep(for: x)`.
private struct Wait {
  var call: FunctionCallExprSyntax
  var time: ExprSyntax
  var item: CodeBlockItemSyntax?

  init?(_ call: FunctionCallExprSyntax) {
    let names = ["pause", "Task.sleep", "asyncAfter"]
    guard names.contains(call.calledExpression.text), let first = call.arguments.first,
      first.label?.text == "for"
    else { return nil }
    self.call = call
    time = first.expression
    item = call.ancestors.lazy.compactMap { $0.as(CodeBlockItemSyntax.self) }.first
  }

  /// The time as an expression whose type is known.
  var typed: String { "(\(time.text) as Duration)" }

  /// Whether it is written as a number: `.seconds(1)`.
  var isConstant: Bool {
    guard let call = time.as(FunctionCallExprSyntax.self), call.arguments.count == 1 else {
      return false
    }
    let number = call.arguments.first?.expression
    return number?.is(IntegerLiteralExprSyntax.self) == true
      || number?.is(FloatLiteralExprSyntax.self) == true
  }

  func at(_ text: String) -> Change { [time.replaced(by: text)] }
}

extension MutationOperator {
  /// Waits of another length, of another pace, or that hold up others.
  static let waiting = [
    MutationOperator("wait", at: FunctionCallExprSyntax.self) { call in
      guard let wait = Wait(call) else { return [] }
      let time = wait.typed
      let lengths = ["\(time) * 2", "\(time) / 2", "\(time) * 5 / 4", "\(time) * 3 / 4"]
      // What is right for some times and wrong for others is nothing to a constant.
      let parts = [
        // The fraction of a second alone, and whole seconds alone.
        "Duration(secondsComponent: 0, attosecondsComponent: \(time).components.attoseconds)",
        "Duration(secondsComponent: \(time).components.seconds, attosecondsComponent: 0)",
        "min(\(time), .seconds(1))", "max(\(time), .milliseconds(20))",
      ]
      return (lengths + (wait.isConstant ? [] : parts)).map { wait.at($0) } + [
        [call.replaced(by: "blockThread(for: \(time))")],
        [call.replaced(by: "waitBusily(for: \(time))")],
      ]
    },
    // On the whole as many, but in pairs, in bursts, in turns, or more and more slowly.
    MutationOperator("pace", at: FunctionCallExprSyntax.self) { call in
      guard let wait = Wait(call), let item = wait.item, let outer = item.outermostInLoop,
        let loop = item.loopItem
      else { return [] }
      let time = wait.typed
      return [
        "turn % 2 == 0 ? \(time) * 2 : .zero", "turn % 5 == 0 ? \(time) * 5 : .zero",
        "turn % 2 == 0 ? \(time) / 2 : \(time) * 3 / 2", "\(time) + \(time) * (turn - 1) / 20",
        "turn == 1 ? .zero : \(time)", "turn == 4 ? \(time) * 3 : \(time)",
      ].map {
        [
          loop.preceded(by: "var turn = 0\n"), outer.preceded(by: "turn += 1\n"),
          wait.time.replaced(by: "(\($0))"),
        ]
      }
    },
  ]
}

extension CodeBlockItemSyntax {
  /// The loop around it, as a statement.
  fileprivate var loopItem: CodeBlockItemSyntax? {
    let loop = ancestors.first { $0.is(ForStmtSyntax.self) || $0.is(WhileStmtSyntax.self) }
    return loop?.ancestors.lazy.compactMap { $0.as(CodeBlockItemSyntax.self) }.first
  }

  /// The statement of the loop's body that it is, or is part of.
  fileprivate var outermostInLoop: CodeBlockItemSyntax? {
    for node in [Syntax(self)] + Array(ancestors) {
      if let list = node.parent?.as(CodeBlockItemListSyntax.self), list.isLoopBody {
        return node.as(CodeBlockItemSyntax.self)
      }
    }
    return nil
  }
}
