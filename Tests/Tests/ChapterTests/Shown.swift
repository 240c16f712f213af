import Foundation
import Referee
import TestSupport
import Testing

/// End's programs, started as pages show it.
enum Shown {
  /// What a server says once it listens, which runs while `body` does.
  static func withServer<Result>(
    interval: String, _ body: (_ line: String, _ port: Int) async throws -> Result
  ) async throws -> Result {
    let program = try await KeptPrograms.server(["--port", "0", "--interval", interval])
    defer { program.kill() }
    let port = try await KeptPrograms.port(of: program)
    return try await body(try #require(program.allLines(.stdout).first).text, port)
  }

  /// What a client prints, on stdout and then on stderr.
  static func client(_ arguments: [String], port: Int) async throws -> [String] {
    let program = try await KeptPrograms.client(arguments + ["--port", "\(port)"])
    defer { program.kill() }
    try #require(await program.exit(within: Patience.scaled(.seconds(30))) != nil)
    return (program.allLines(.stdout) + program.allLines(.stderr)).map(\.text)
  }
}
