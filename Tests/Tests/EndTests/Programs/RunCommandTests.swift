import Foundation
import Referee
import TestSupport
import Testing

/// `Tests/run`, which students start the programs with. Nothing is built for it here.
@Suite(.timeLimit(.minutes(30))) struct RunCommandTests {
  /// A shell script, the grader and the program start one after the other.
  private static let cap = Patience.scaled(.seconds(20))

  private func run(_ arguments: [String]) async throws -> Program {
    _ = try await (KeptPrograms.of("Start"), KeptPrograms.of("End"))
    return try await Program.start(
      Root.folder.appending(path: "Tests/run").path, arguments: arguments,
      environment: ["DATAHUB_BUILDS": "never"], directory: NSTemporaryDirectory())
  }

  @Test func `A server started by it says where it listens, and ends as it does by itself`()
    async throws
  {
    let server = try await run(["--end", "server", "--port", "0"])
    defer { server.kill() }
    let port = try await KeptPrograms.port(of: server)
    let client = try await run(["--end", "client", "send", "--port", "\(port)"])
    #expect(await client.nextLine(.stdout, within: Self.cap)?.text == "1")
    #expect(await client.exit(within: Self.cap) == .exited(0))
    server.signal(SIGTERM)
    #expect(await server.exit(within: Self.cap) == .exited(0))
  }

  @Test func `A client started by it has its own exit code and words`() async throws {
    let client = try await run(["--end", "client", "send", "--port", "1"])
    #expect(await client.exit(within: Self.cap) == .exited(1))
    #expect(client.allLines(.stderr).contains { $0.text.hasPrefix("error: unavailable") })
    let mine = try await run(["client", "get-stream", "--port", "1"])
    #expect(await mine.exit(within: Self.cap) == .exited(1))
    #expect(mine.allLines(.stderr).contains { $0.text.contains("is not started") })
  }

  @Test(arguments: [[], ["srever"], ["--end"], ["--end", "--nio", "serve"]])
  func `What is neither server nor client is told how to call it`(arguments: [String])
    async throws
  {
    let program = try await run(arguments)
    #expect(await program.exit(within: Self.cap) == .exited(64))
    #expect(program.allLines(.stderr).contains { $0.text.hasPrefix("usage: Tests/run") })
    #expect(program.allLines(.stdout).isEmpty)
  }
}
