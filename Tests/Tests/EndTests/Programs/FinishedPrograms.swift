import Foundation
import Grader
import Referee
import Testing

/// End's programs, as the grader has built and kept them.
enum FinishedPrograms {
  static let root = URL(filePath: #filePath).appending(path: "../../../../..").standardized

  static func built() throws -> BuiltPrograms {
    let workbook = try Workbook(root: root)
    let sources = try SourceTree(reading: root.appending(path: "End/Sources"))
    let key = try Builder(workbook, transport: .nghttp2).key(of: sources)
    return try #require(
      ProgramStore(in: workbook).programs(key), "End is not built: run Tests/grade End 1.1 first")
  }

  static func server(_ arguments: [String]) async throws -> Program {
    try await Program.start(built().server.path, arguments: arguments)
  }

  static func client(_ arguments: [String]) async throws -> Program {
    try await Program.start(built().client.path, arguments: arguments)
  }

  /// The port that a server says it listens on.
  static func port(of server: Program) async throws -> Int {
    let line = try #require(await server.nextLine(.stdout), "the server does not listen")
    return try #require(line.text.split(separator: ":").last.flatMap { Int($0) })
  }
}
