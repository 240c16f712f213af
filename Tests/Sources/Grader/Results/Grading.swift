/// The result of a whole run: what every report, for people and for machines, is made from.
public struct Grading: Codable, Hashable, Sendable {
  /// Names this form of the data; a change that breaks a reader gets another name.
  public var schema = "datahub.grading/1"
  /// What was graded, as it was named on the command line.
  public var submission: String
  public var transport: Transport
  /// When the run began: ISO 8601, UTC.
  public var began: String
  /// What the checks drew their tags, GUIDs, counts and times from: `--seed` draws them again.
  public var seed: UInt64?
  /// Wall time of the whole run.
  public var seconds: Double = 0
  public var build: BuildResult
  public var checks: [CheckResult] = []
  /// What kept the grader from its work.
  public var trouble: Trouble?
  /// Whose it is, if a class is graded.
  public var handedIn: HandedIn?

  public init(submission: String, transport: Transport, began: String, build: BuildResult) {
    self.submission = submission
    self.transport = transport
    self.began = began
    self.build = build
  }

  /// What the programs speak HTTP/2 with.
  public enum Transport: String, Codable, Hashable, Sendable { case nghttp2, nio }

  public struct BuildResult: Codable, Hashable, Sendable {
    public var succeeded: Bool
    public var seconds: Double
    /// The compiler's errors, with files relative to the submission.
    public var errors: [String]
    /// What compilers warn of in the submission's files, a line each.
    public var warnings: [String] = []
    /// What lies in the submission and is not built, each with the reason.
    public var unused: [String] = []

    public init(succeeded: Bool, seconds: Double, errors: [String] = []) {
      self.succeeded = succeeded
      self.seconds = seconds
      self.errors = errors
    }
  }

  /// 0: all passed. 1: something is not passed. 2: the grader could not do its work.
  public var exitCode: Int32 {
    if trouble != nil || checks.contains(where: { $0.verdict == .trouble }) { return 2 }
    return build.succeeded && checks.allSatisfy { $0.verdict == .passed } ? 0 : 1
  }

  public func count(_ verdict: Verdict) -> Int {
    checks.count { $0.verdict == verdict }
  }
}
