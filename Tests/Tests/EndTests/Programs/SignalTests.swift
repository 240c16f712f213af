import Foundation
import Referee
import TestSupport
import Testing

/// How the server ends when it is asked to.
@Suite(.serialized) struct SignalTests {
  /// The server has 2 s; the rest is for a machine with much else to do.
  private static let cap = Patience.scaled(.seconds(3))

  @Test(arguments: [SIGTERM, SIGINT]) func `An idle server ends at once`(signal: Int32) async throws
  {
    let server = try await KeptPrograms.server(["--port", "0"])
    defer { server.kill() }
    _ = try await KeptPrograms.port(of: server)
    server.signal(signal)
    #expect(await server.exit(within: Self.cap) == .exited(0))
  }

  /// An upload goes on for as long as its client does, and is not waited for that long.
  @Test func `A handler that lingers is not waited for`() async throws {
    let (server, call) = try await serverWithUpload()
    defer { server.kill() }
    server.signal(SIGTERM)
    #expect(await server.exit(within: Self.cap) == .exited(0))
    #expect(server.allLines(.stderr).contains { $0.text.contains("upload aborted") })
    #expect(await call.end() != nil)
  }

  @Test func `A second signal ends it at once`() async throws {
    let (server, call) = try await serverWithUpload()
    defer { server.kill() }
    server.signal(SIGTERM)
    server.signal(SIGINT)
    // The two may have arrived in either order.
    let exit = await server.exit(within: Self.cap)
    #expect(exit == .exited(128 + SIGINT) || exit == .exited(128 + SIGTERM))
    #expect(await call.end() != nil)
  }

  /// A server with an upload that is open and stays so.
  private func serverWithUpload() async throws -> (Program, RefereeCall) {
    let server = try await KeptPrograms.server(["--port", "0"])
    let port = try await KeptPrograms.port(of: server)
    let client = try await RefereeClient.connect(port: port, transcript: Transcript())
    let call = try await client.call(Path.upload)
    try await call.send(Bad.package)
    try await client.ping()
    return (server, call)
  }
}
