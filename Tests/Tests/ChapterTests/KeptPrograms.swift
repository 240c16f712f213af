import Foundation
import Grader
import Referee
import Testing

/// Programs as the grader has built and kept them.
enum KeptPrograms {
  struct Server {
    /// What it says once it listens.
    let line: String
    let port: Int
  }

  /// Those of Start or End.
  static func of(_ submission: String) throws -> BuiltPrograms {
    let workbook = try Workbook(root: Chapter.root)
    let folder = Chapter.root.appending(path: "\(submission)/Sources")
    let key = try Builder(workbook, transport: .nghttp2).key(of: SourceTree(reading: folder))
    return try #require(
      ProgramStore(in: workbook).programs(key),
      "\(submission) is not built: run Tests/grade \(submission) 1.1 first")
  }

  /// Runs a server while `body` does.
  static func withServer<Result>(
    interval: String, _ body: (Server) async throws -> Result
  ) async throws -> Result {
    let program = try await Program.start(
      of("End").server.path, arguments: ["--port", "0", "--interval", interval])
    defer { program.kill() }
    let line = try #require(await program.nextLine(.stdout)).text
    let port = try #require(line.split(separator: ":").last.flatMap { Int($0) })
    return try await body(Server(line: line, port: port))
  }

  /// What a client prints, on stdout and then on stderr.
  static func client(_ arguments: [String], port: Int) async throws -> [String] {
    let program = try await Program.start(
      of("End").client.path, arguments: arguments + ["--port", "\(port)"])
    defer { program.kill() }
    try #require(await program.exit(within: Patience.scaled(.seconds(30))) != nil)
    return (program.allLines(.stdout) + program.allLines(.stderr)).map(\.text)
  }
}
