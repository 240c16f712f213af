/// The mutants of a run, counted.
public struct Score: Sendable {
  public var killed: [MutantResult] = []
  public var doNotCompile: [MutantResult] = []
  public var equivalent: [MutantResult] = []
  /// Survived without a reason, or not even reached.
  public var survived: [MutantResult] = []

  public init(_ results: some Sequence<MutantResult>, equivalents: [String: String]) {
    for result in results.sorted(by: { $0.id < $1.id }) {
      switch result.fate {
      case .killed: killed.append(result)
      case .doesNotCompile: doNotCompile.append(result)
      case .survived, .unreached:
        if equivalents[result.id] == nil {
          survived.append(result)
        } else {
          equivalent.append(result)
        }
      }
    }
  }

  /// Of those that can be told from End, how many are, in percent; nil if there are none.
  public var percent: Double? {
    let all = killed.count + survived.count
    return all == 0 ? nil : 100 * Double(killed.count) / Double(all)
  }

  public var text: String {
    let all = killed.count + doNotCompile.count + equivalent.count + survived.count
    let score = percent.map { "; score \(($0 * 10).rounded(.down) / 10) %" } ?? ""
    return "\(all) mutants: \(killed.count) killed, \(doNotCompile.count) do not compile, "
      + "\(equivalent.count) equivalent, \(survived.count) survived\(score)"
  }

  /// How many mutants each check found out: the first that did, unless all were played.
  public var byCheck: [String: Int] {
    killed.reduce(into: [:]) { counts, result in
      for check in result.killers { counts[check, default: 0] += 1 }
    }
  }
}
