import Foundation
import Referee
import TestSupport
import Testing

/// What the command line takes, and what it refuses.
@Suite(.serialized) struct FlagTests {
  @Test(arguments: [
    ["--interval", "1"], ["--interval", "1m"], ["--interval", "1.s"], ["--interval", ".5s"],
    ["--interval", "s"], ["--interval=-1s"], ["--interval", "1e3s"], ["--interval", "1000000001s"],
    ["--interval", "99999999999999999999s"], ["--port", "65536"], ["--port=-1"], ["--host", ""],
    ["--host", "example.org", "--allow-plaintext"], ["--nothing"], ["word"],
  ])
  func `The server refuses bad flags`(flags: [String]) async throws {
    let server = try await KeptPrograms.server(flags)
    #expect(await server.exit() == .exited(64))
    #expect(server.allLines(.stderr).first?.text.hasPrefix("Error: ") == true)
    #expect(server.allLines(.stdout).isEmpty)
  }

  @Test(arguments: [
    ["get-stream", "--for", "soon"], ["get-stream", "--count", "1"], ["send-stream", "--count=-1"],
    ["send-stream", "--count", "many"], ["exchange", "--interval", "5"], ["send", "--port", "x"],
    ["nothing"],
  ])
  func `The client refuses bad flags`(arguments: [String]) async throws {
    let client = try await KeptPrograms.client(arguments)
    #expect(await client.exit() == .exited(64))
    #expect(client.allLines(.stderr).first?.text.hasPrefix("Error: ") == true)
  }

  @Test(arguments: ["1s", "50ms", "1.5s", "0s", "0.25ms", "1000000000s"])
  func `The server takes durations`(interval: String) async throws {
    let server = try await KeptPrograms.server(["--port", "0", "--interval", interval])
    defer { server.kill() }
    let line = try #require(await server.nextLine(.stdout)).text
    #expect(line.hasPrefix("DataHub server listening on 127.0.0.1:"))
  }

  @Test(arguments: ["0.0.0.0", "::", "192.0.2.1"])
  func `Plaintext is served on loopback alone`(host: String) async throws {
    let server = try await KeptPrograms.server(["--port", "0", "--host", host])
    #expect(await server.exit() == .exited(64))
    #expect(server.allLines(.stderr).contains { $0.text.contains("--allow-plaintext") })
  }

  @Test func `Plaintext is served elsewhere if allowed`() async throws {
    let server = try await KeptPrograms.server([
      "--port", "0", "--host", "0.0.0.0", "--allow-plaintext",
    ])
    defer { server.kill() }
    let line = try #require(await server.nextLine(.stdout)).text
    #expect(line.hasPrefix("DataHub server listening on 0.0.0.0:"))
  }

  @Test func `A port that is taken is named`() async throws {
    let first = try await KeptPrograms.server(["--port", "0"])
    defer { first.kill() }
    let port = try await KeptPrograms.port(of: first)
    let second = try await KeptPrograms.server(["--port", "\(port)"])
    #expect(await second.exit() == .exited(1))
    let line = try #require(second.allLines(.stderr).first).text
    #expect(line.hasPrefix("error: cannot serve on 127.0.0.1:\(port): "))
    #expect(line.hasSuffix(": Address already in use"))
  }
}
