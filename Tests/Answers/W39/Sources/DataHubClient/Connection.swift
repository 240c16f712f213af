internal import ArgumentParser
internal import DataHub
internal import GRPCCore

/// What all commands have in common: the server that they call, and how their calls end.
struct Connection: ParsableArguments, Sendable {
  @OptionGroup var endpoint: Endpoint
  @OptionGroup var security: ClientSecurity

  /// The exit code after Ctrl-C: 128 and the number of SIGINT, as shells count.
  private static let interrupted: Int32 = 130

  /// Connects to the server and makes `call`, which Ctrl-C cancels.
  ///
  /// - Throws: The exit code for a call that failed, once standard error says why.
  func run(
    _ call: @escaping @Sendable (GRPCClient<HubClientTransport>) async throws -> Void
  ) async throws {
    bufferStandardOutputByLine()
    let interruptions = Interruptions(catching: [.interrupt])

    let transport = try endpoint.clientTransport(security)
    let calling = try await withGRPCClient(transport: transport) { client in
      let calling = Task {
        while true {
          do {
            return try await call(client)
          } catch let error as RPCError where error.code == .unavailable {
            try await Task.sleep(for: .seconds(1))
          }
        }
      }
      interruptions.handle(grace: .zero, status: Self.interrupted) {}
      _ = await calling.result
      return calling
    }

    do {
      try await calling.value
    } catch {
      if calling.isCancelled { throw ExitCode(Self.interrupted) }
      printError("error: \(description(of: error))")
      throw ExitCode.failure
    }
  }

  private func description(of error: any Error) -> String {
    guard let error = error as? RPCError else { return "\(error)" }
    let cause = error.cause.map { " (\($0))" } ?? ""
    return "\(error.code): \(error.message)\(cause)"
  }
}
