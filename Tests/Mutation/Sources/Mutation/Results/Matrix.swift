/// Which mutants each check finds out, of those that every check was played on.
public struct Matrix: Sendable {
  /// By check.
  public private(set) var kills: [String: Set<String>] = [:]
  /// The mutants that only this check finds out.
  public private(set) var alone: [String: Set<String>] = [:]

  public init(_ results: some Sequence<MutantResult>, checks: [String]) {
    for check in checks { (kills[check], alone[check]) = ([], []) }
    for result in results where result.isWhole && result.fate == .killed {
      let killers = result.killers
      for check in killers { kills[check, default: []].insert(result.id) }
      if let only = killers.first, killers.count == 1 { alone[only, default: []].insert(result.id) }
    }
  }

  /// Those whose every mutant another one finds out as well.
  public var useless: [String] { alone.filter(\.value.isEmpty).keys.sorted() }
  /// Those that a single mutant keeps from being so.
  public var nearlyUseless: [String] { alone.filter { $0.value.count == 1 }.keys.sorted() }

  public var text: String {
    let rows = kills.keys.sorted().map { check in
      "\(check)  kills \(kills[check]?.count ?? 0), \(alone[check]?.count ?? 0) of them alone"
    }
    func list(_ checks: [String]) -> String {
      checks.isEmpty ? "none" : checks.joined(separator: " ")
    }
    let single = nearlyUseless.map { "\($0) (\(alone[$0]?.first ?? ""))" }
    return
      (rows + [
        "kill nothing that others do not: \(list(useless))",
        "have a single mutant of their own: \(list(single))",
      ]).joined(separator: "\n")
  }
}
