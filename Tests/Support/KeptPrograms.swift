internal import Foundation
public import Grader
public import Referee

/// Programs as the grader has built and kept them.
public enum KeptPrograms {
  /// Those of Start or End.
  public static func of(_ package: String) throws -> BuiltPrograms {
    let workbook = try Root.workbook()
    let sources = try SourceTree(reading: Root.folder.appending(path: "\(package)/Sources"))
    guard let programs = try Builder(workbook, transport: .nghttp2).kept(sources) else {
      throw Trouble("\(package) is not built.", advice: "Run Tests/grade \(package) 1.1 first.")
    }
    return programs
  }

  /// Starts End's server.
  public static func server(_ arguments: [String]) async throws -> Program {
    try await Program.start(of("End").server.path, arguments: arguments)
  }

  /// Starts End's client.
  public static func client(_ arguments: [String]) async throws -> Program {
    try await Program.start(of("End").client.path, arguments: arguments)
  }

  /// The port that a server says it listens on.
  public static func port(of server: Program) async throws -> Int {
    guard let line = await server.nextLine(.stdout)?.text,
      let port = line.split(separator: ":").last.flatMap({ Int($0) })
    else { throw Trouble("The server does not listen.", advice: "See Tests/grade End.") }
    return port
  }
}
