public import Foundation

/// Mutants that nobody who uses the programs can tell from End, each with the reason why.
public struct Equivalents: Sendable {
  /// The form of equivalent.json: a reason, and the ids of all mutants that it is the reason for.
  private struct Group: Codable {
    var why: String
    var mutants: [String]
  }

  public private(set) var reasons: [String: String] = [:]
  /// What is wrong with the file itself.
  public private(set) var faults: [String] = []

  public init(data: Data) throws {
    for group in try JSONDecoder().decode([Group].self, from: data) {
      if group.why.split(separator: " ").count < 3 { faults.append("no reason: \(group.mutants)") }
      for id in group.mutants where reasons.updateValue(group.why, forKey: id) != nil {
        faults.append("listed twice: \(id)")
      }
    }
  }

  /// What of the list is not, or no longer, true.
  ///
  /// - Parameter mutants: The ids of all mutants that there are.
  public func faults(
    of results: some Collection<MutantResult>, among mutants: Set<String>
  ) -> [String] {
    let gone = reasons.keys.filter { !mutants.contains($0) }.map { "listed, and is none: \($0)" }
    let wrong = results.compactMap { result -> String? in
      if reasons[result.id] == nil { return nil }
      switch result.fate {
      case .killed:
        return "listed, and killed by \(result.killers.joined(separator: " ")): \(result.id)"
      case .doesNotCompile: return "listed, and does not compile: \(result.id)"
      case .survived, .unreached: return nil
      }
    }
    return faults + gone.sorted() + wrong.sorted()
  }
}
