import DataHubMessages
import Foundation
import Referee
import TestSupport
import Testing

/// End's server, and a subscriber that behaves and wants to be served whatever others do.
final class FinishedServer: Sendable {
  let program: Program
  let port: Int
  private let client: RefereeClient
  private let stream: RefereeCall

  private init(program: Program, port: Int) async throws {
    self.program = program
    self.port = port
    self.client = try await RefereeClient.connect(port: port, transcript: Transcript())
    self.stream = try await client.call(Path.subscribe)
    try await stream.send(Bad.subscription, endStream: true)
  }

  /// Runs a server while `body` does, and has it end well.
  static func run(_ body: (FinishedServer) async throws -> Void) async throws {
    let program = try await KeptPrograms.server(["--port", "0", "--interval", "20ms"])
    defer { program.kill() }
    let port = try await KeptPrograms.port(of: program)
    let server = try await FinishedServer(program: program, port: port)
    try await body(server)
    try await server.expectService()
    await server.client.close()
    program.signal(SIGTERM)
    #expect(await program.exit() == .exited(0))
  }

  func connect() async throws -> RefereeClient {
    try await RefereeClient.connect(port: port, transcript: Transcript())
  }

  /// The old subscriber gets its next package, and a new caller its answer.
  func expectService(_ after: String = "the end") async throws {
    let package = try await stream.nextMessage(Datahub_ResponseGetDataPackageStream.self)
    #expect(package?.message.isSuccess == true, "the old subscriber after \(after)")

    let client = try await connect()
    let call = try await client.call(Path.send)
    try await call.send(Bad.package, endStream: true)
    let answer = try await call.nextMessage(Datahub_ResponseSendDataPackage.self)
    #expect(answer?.message.isSuccess == true, "a new caller after \(after)")
    await client.close()
  }
}
