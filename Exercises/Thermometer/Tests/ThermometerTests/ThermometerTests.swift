import GRPCCore
import GRPCInProcessTransport
import Testing
import Thermometer

@Suite struct ThermometerTests {
  /// Calls the service in this process: no port, no network.
  private func withThermometer<Result: Sendable>(
    _ body: (Climate_Thermometer.Client<InProcessTransport.Client>) async throws -> Result
  ) async throws -> Result {
    let transport = InProcessTransport()
    let service = ThermometerService(interval: .milliseconds(10)) { $0 == "kitchen" ? 21.5 : nil }
    return try await withGRPCServer(transport: transport.server, services: [service]) { _ in
      try await withGRPCClient(transport: transport.client) { client in
        try await body(Climate_Thermometer.Client(wrapping: client))
      }
    }
  }

  @Test func `A room is read`() async throws {
    let reading = try await withThermometer { try await $0.read(.with { $0.name = "kitchen" }) }
    #expect(reading.celsius == 21.5)
  }

  @Test func `A room that is not there is an error, and the message names it`() async throws {
    let error = try await #require(throws: RPCError.self) {
      try await withThermometer { try await $0.read(.with { $0.name = "attic" }) }
    }
    #expect(error.code == .notFound)
    #expect(error.message.contains("attic"))
  }

  @Test func `A room is watched until the client leaves`() async throws {
    let count = try await withThermometer { thermometer in
      try await thermometer.watch(.with { $0.name = "kitchen" }) { response in
        var count = 0
        for try await reading in response.messages where reading.celsius == 21.5 {
          count += 1
          if count == 3 { break }
        }
        return count
      }
    }
    #expect(count == 3)
  }

  @Test func `To watch a room that is not there fails as well`() async throws {
    let error = try await #require(throws: RPCError.self) {
      try await withThermometer { thermometer in
        try await thermometer.watch(.with { $0.name = "attic" }) { response in
          for try await _ in response.messages {}
        }
      }
    }
    #expect(error.code == .notFound)
  }

  @Test func `A client that has waited long enough gives up`() async throws {
    var options = CallOptions.defaults
    options.timeout = .milliseconds(50)
    let error = try await #require(throws: RPCError.self) {
      try await withThermometer { [options] thermometer in
        try await thermometer.watch(.with { $0.name = "kitchen" }, options: options) { response in
          for try await _ in response.messages {}
        }
      }
    }
    #expect(error.code == .deadlineExceeded)
  }
}
