internal import Foundation
public import Grader
public import Referee

/// Programs as the grader has built and kept them; it builds them first where it has not.
public enum KeptPrograms {
  /// The most that a grader waits in the build folder of the workbook, where the builds of other
  /// tests may go first, one after the other.
  public static var turn: Duration { Patience.scaled(.seconds(600)) }

  /// Those of Start or End.
  public static func of(_ package: String) async throws -> BuiltPrograms {
    if let kept = try kept(package) { return kept }
    // Several tests that ask at once wait for one build: the graders have a lock.
    let grade = try await Program.start(
      Root.folder.appending(path: "Tests/grade").path, arguments: ["programs", package],
      environment: ProcessInfo.processInfo.environment)
    _ = await grade.exit(within: Patience.scaled(.seconds(1800)))
    guard let kept = try kept(package) else {
      let words = grade.allLines(.stderr).suffix(10).map(\.text).joined(separator: "\n")
      throw Trouble("\(package) is not built.\n\(words)", advice: "See Tests/grade \(package).")
    }
    return kept
  }

  private static func kept(_ package: String) throws -> BuiltPrograms? {
    let sources = try SourceTree(reading: Root.folder.appending(path: "\(package)/Sources"))
    return try Builder(Root.workbook(), transport: .nghttp2).kept(sources)
  }

  /// Starts End's server.
  public static func server(_ arguments: [String]) async throws -> Program {
    try await Program.start(await of("End").server.path, arguments: arguments)
  }

  /// Starts End's client.
  public static func client(_ arguments: [String]) async throws -> Program {
    try await Program.start(await of("End").client.path, arguments: arguments)
  }

  /// The port that a server says it listens on.
  public static func port(of server: Program) async throws -> Int {
    let line = await server.nextLine(.stdout, within: Patience.scaled(.seconds(60)))
    guard let line = line?.text,
      let port = line.split(separator: ":").last.flatMap({ Int($0) })
    else { throw Trouble("The server does not listen.", advice: "See Tests/grade End.") }
    return port
  }
}
