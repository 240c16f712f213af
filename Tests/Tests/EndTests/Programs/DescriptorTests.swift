import DataHubMessages
import Foundation
import Grader
import Referee
import TestSupport
import Testing

/// The server when the system gives it no more descriptors.
@Suite(.serialized) struct DescriptorTests {
  /// Every connection takes one, and some are taken before the first.
  private static let limit = 32

  @Test func `Connections beyond the descriptors wait until others end`() async throws {
    let executable = try await KeptPrograms.of("End").server.path
    let command = "ulimit -n \(Self.limit) && exec \"$0\" --port 0 --interval 20ms"
    let server = try await Program.start(
      "/bin/sh", arguments: ["-c", command, executable],
      // Each event loop takes three, and there is one for each core unless told.
      environment: ["NIO_SINGLETON_GROUP_LOOP_COUNT": "2"])
    defer { server.kill() }
    let port = try await KeptPrograms.port(of: server)
    func connect() async throws -> RefereeClient {
      do {
        return try await RefereeClient.connect(port: port, transcript: Transcript())
      } catch {
        // Whether the server is still there says more than that it refused.
        _ = await server.exit(within: .seconds(1))
        let words = server.allLines(.stderr).map(\.text).suffix(5).joined(separator: "; ")
        Issue.record("the server: \(server.exitStatus.map { "\($0)" } ?? "runs"), \(words)")
        throw error
      }
    }

    let client = try await connect()
    let stream = try await client.call(Path.subscribe)
    try await stream.send(Bad.subscription, endStream: true)
    var others: [RefereeClient] = []
    for _ in 0..<Self.limit { others.append(try await connect()) }
    let last = others.removeLast()

    for _ in 0..<25 {
      let package = try await stream.nextMessage(
        Datahub_ResponseGetDataPackageStream.self, within: Patience.scaled(.seconds(60)))
      #expect(package?.message.isSuccess == true)
    }
    for other in others { await other.cut() }
    try await last.ping()
    let call = try await last.call(Path.send)
    try await call.send(Bad.package, endStream: true)
    let answer = try await call.nextMessage(Datahub_ResponseSendDataPackage.self)
    #expect(answer?.message.isSuccess == true)

    await client.close()
    await last.close()
    server.signal(SIGTERM)
    #expect(await server.exit() == .exited(0))
  }
}
