internal import ArgumentParser
internal import DataHub
internal import GRPCCore

/// What all commands have in common: the server that they call, and a call of it.
struct Connection: ParsableArguments, Sendable {
  @OptionGroup var endpoint: Endpoint
  @OptionGroup var security: ClientSecurity

  /// Connects to the server and makes `call`, which Ctrl-C cancels, and so does the end of whoever
  /// reads the output.
  ///
  /// - Throws: The exit code for a call that failed, once standard error says why.
  func run(
    _ call: @escaping @Sendable (GRPCClient<HubClientTransport>) async throws -> Void
  ) async throws {
    try await run { try await connect(call) }
  }
}
