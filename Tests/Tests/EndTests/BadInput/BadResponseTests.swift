import Referee
import TestSupport
import Testing

/// Servers that answer what they should not, and End's client.
@Suite(.serialized) struct BadResponseTests {
  @Test(arguments: ["get-stream", "send-stream", "exchange", "send"])
  func `The client says what is wrong and ends`(command: String) async throws {
    let server = try await RefereeServer.listen(transcript: Transcript())
    for bad in BadResponse.all {
      let program = try await KeptPrograms.client([command, "--port", "\(server.port)"])
      defer { program.kill() }
      let call = try #require(await server.nextCall(), "\(bad.name)")
      try await bad.play(call)
      #expect(await program.exit() == .exited(1), "\(bad.name)")
      let lines = program.allLines(.stderr).map(\.text)
      #expect(lines.first?.hasPrefix("error: ") == true, "\(bad.name): \(lines)")
    }
    await server.close()
  }
}
