internal import SwiftSyntax

extension MutationOperator {
  /// The time: early, late, coarse, local, by the Julian calendar, or through a Double.
  static let clock = [
    MutationOperator("time", at: MemberAccessExprSyntax.self) { node in
      guard node.text == "DateTimeTicks.now" else { return [] }
      let now = node.text
      return [
        "\(now) + 10_000_000", "\(now) - 10_000_000", "\(now) + 500_000", "\(now) - 500_000",
        "\(now) / 10_000_000 * 10_000_000", "\(now) / 100_000 * 100_000",
        "\(now) / 10_000 * 10_000", "\(now) + 2 * 864_000_000_000",
        "\(now) + localOffset() * 10_000_000",
        "Int64(Double(\(now)))", "\(now) / 10", "\(now) - 621_355_968_000_000_000",
      ].map { [node.replaced(by: "(\($0))")] }
    }
  ]
}
