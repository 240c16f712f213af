/// What became of a mutant.
public struct MutantResult: Codable, Hashable, Sendable {
  public enum Fate: String, Codable, Sendable {
    case killed
    case survived
    /// It is no program.
    case doesNotCompile = "does not compile"
    /// No check comes to the code that it changes.
    case unreached
  }

  public var id: String
  /// Of End's sources and of the grader: a result is for these alone. That a mutant does not
  /// compile is for the declaration's text.
  public var fingerprint: String
  public var fate: Fate
  /// Each check that was played, and whether it found the mutant out.
  public var checks: [String: Bool]
  /// Checks that found it out in one run and not in the next.
  public var unsteady: [String]
  /// Whether every check was played, also after the first that found it out.
  public var isWhole: Bool
  /// The compiler's message.
  public var message: String?

  public init(
    id: String, fingerprint: String, fate: Fate, checks: [String: Bool] = [:],
    unsteady: [String] = [], isWhole: Bool = false, message: String? = nil
  ) {
    self.id = id
    self.fingerprint = fingerprint
    self.fate = fate
    self.checks = checks
    self.unsteady = unsteady
    self.isWhole = isWhole
    self.message = message
  }

  /// The checks that found it out, in order.
  public var killers: [String] { checks.filter(\.value).keys.sorted() }
}
