internal import SwiftSyntax

extension MutationOperator {
  /// A neighbour is taken for what was meant: another field, unit, signal, stream, code.
  static let names = [
    MutationOperator("neighbour", at: DeclReferenceExprSyntax.self) { node in
      let others = neighbours.filter { $0.contains(node.baseName.text) }
        .flatMap { group in group.filter { $0 != node.baseName.text } }
      return others.map { [node.baseName.replaced(by: $0)] }
    },
    MutationOperator("neighbour", at: MemberAccessExprSyntax.self) { node in
      let text = node.text
      if text == ".zero" || text == "Duration.zero" {
        return [[node.replaced(by: "Duration.seconds(1)")]]
      }
      return []
    },
    // One of several cases that share a branch is forgotten, or treated as none is.
    MutationOperator("case", at: SwitchCaseItemListSyntax.self) { list in
      if list.count < 2 { return [] }
      let texts = list.map(\.pattern.text)
      return texts.indices.map { dropped in
        let rest = texts.indices.filter { $0 != dropped }.map { texts[$0] }
        return [list.replaced(by: rest.joined(separator: ", "))]
      }
    },
    MutationOperator("case", at: CatchClauseListSyntax.self) { list in
      if list.count < 2 { return [] }
      return list.map { [$0.removed] }
    },
  ]

  private static let neighbours: [[String]] = [
    ["trackingGuid", "telemetryGuid", "tagName", "tagValue", "lastError"],
    ["seconds", "milliseconds"], ["SIGINT", "SIGTERM"], ["interrupt", "terminate"],
    ["AF_INET", "AF_INET6"], ["CLOCK_REALTIME", "CLOCK_MONOTONIC"], ["tv_sec", "tv_nsec"],
    ["_IOLBF", "_IOFBF"], ["stdout", "stderr"], ["standardError", "standardOutput"],
    ["print", "printError"], ["ipv4", "ipv6", "name"], ["failure", "success"],
    ["invalidArgument", "unknown", "internalError"], ["cancelled", "unknown"],
    ["next", "waitForAll"],
    ["info", "debug"], ["reading", "writing"], ["cause", "message"], ["min", "max"],
    ["first", "last"], ["hasPrefix", "hasSuffix"], ["asyncAfter", "async"],
    ["read", "write"], ["allSatisfy", "contains"], ["dropFirst", "dropLast"],
    ["lowercased", "uppercased"],
  ]
}
