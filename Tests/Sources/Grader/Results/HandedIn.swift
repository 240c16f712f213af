/// Whose submission a grading of a class is about, and what exactly was judged.
public struct HandedIn: Codable, Hashable, Sendable {
  public enum Outcome: String, Codable, Hashable, Sendable {
    /// Built and checked: the checks say the rest.
    case judged
    case doesNotBuild = "does not build"
    /// Nothing was handed in, or nothing that can be taken.
    case noSubmission = "no submission"
    /// The grader, the machine or the sandbox failed: no points are given, and none are taken.
    case notJudged = "not judged"
  }

  /// What tells the student from all others.
  public var id: String
  public var name: String?
  public var email: String?
  public var outcome: Outcome
  /// Why there is nothing to judge, or why it was not judged.
  public var reason: String?
  /// SHA-256 of the sources.
  public var sources: String?
  /// The commit of a clone, as its files name it.
  public var commit: String?
  /// SHA-256 of what of the workbook decides the verdicts: contract, manifest and grader.
  public var workbook: String
  /// When the judging ended: ISO 8601, UTC.
  public var judged: String
  /// Of each exercise method a digest of its body, comments and white space aside.
  public var bodies: [String: String] = [:]

  public init(
    id: String, name: String? = nil, email: String? = nil, outcome: Outcome,
    reason: String? = nil, sources: String? = nil, commit: String? = nil, workbook: String,
    judged: String, bodies: [String: String] = [:]
  ) {
    self.id = id
    self.name = name
    self.email = email
    self.outcome = outcome
    self.reason = reason
    self.sources = sources
    self.commit = commit
    self.workbook = workbook
    self.judged = judged
    self.bodies = bodies
  }
}
