internal import ArgumentParser
internal import DataHub
internal import GRPCCore

/// What all commands have in common: the server that they call, and how their calls end.
struct Connection: ParsableArguments, Sendable {
  @OptionGroup var endpoint: Endpoint
  @OptionGroup var security: ClientSecurity

  /// The exit code after Ctrl-C: 128 and the number of SIGINT, as shells count.
  private static let interrupted: Int32 = 130

  /// Connects to the server and makes `call`, which Ctrl-C cancels, and so does the end of whoever
  /// reads the output.
  ///
  /// - Throws: The exit code for a call that failed, once standard error says why.
  func run(
    _ call: @escaping @Sendable (GRPCClient<HubClientTransport>) async throws -> Void
  ) async throws {
    openStandardStreams()
    bufferStandardOutputByLine()
    let interruptions = Interruptions(catching: [.interrupt])

    let transport = try endpoint.clientTransport(security)
    let calling = try await withGRPCClient(transport: transport) { client in
      let calling = Task { try await call(client) }
      interruptions.handle(grace: .seconds(1), status: Self.interrupted) { calling.cancel() }
      OutputReader.handleEnd(grace: .seconds(1)) { calling.cancel() }
      _ = await calling.result
      return calling
    }

    do {
      try await calling.value
    } catch {
      if calling.isCancelled { throw ExitCode(cancelled) }
      printError("error: \(description(of: error))")
      throw ExitCode.failure
    }
  }

  /// The exit code after a call that was cancelled, by its cause.
  private var cancelled: Int32 {
    OutputReader.isGone ? OutputReader.goneStatus : Self.interrupted
  }

  private func description(of error: any Error) -> String {
    guard let error = error as? RPCError else { return "\(error)" }
    let cause = error.cause.map { " (\($0))" } ?? ""
    return "\(error.code): \(error.message)\(cause)"
  }
}
