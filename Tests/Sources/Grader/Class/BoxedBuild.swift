/// What a build in a box comes to.
public struct BoxedBuild: Codable, Sendable {
  public var build: Grading.BuildResult
  /// The folder of the programs, in the folder for results.
  public var programs: String?
  public var trouble: Trouble?
}
