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
    try await run { try await connect(call) }
  }

  /// Does `work`, as ``run(_:)`` makes a call: it may connect as often as it likes.
  func run(_ work: @escaping @Sendable () async throws -> Void) async throws {
    openStandardStreams()
    bufferStandardOutputByLine()
    let interruptions = Interruptions(catching: [.interrupt])

    let working = Task { try await work() }
    interruptions.handle(grace: .seconds(1), status: Self.interrupted) { working.cancel() }
    OutputReader.handleEnd(grace: .seconds(1)) { working.cancel() }

    do {
      try await working.value
    } catch {
      if working.isCancelled { throw ExitCode(cancelled) }
      printError("error: \(description(of: error))")
      throw ExitCode.failure
    }
  }

  /// Connects to the server, makes `call`, and closes the connection. If the task is cancelled, so is
  /// the call; the connection is closed after it, so that the server hears of that.
  func connect(
    _ call: @escaping @Sendable (GRPCClient<HubClientTransport>) async throws -> Void
  ) async throws {
    let client = GRPCClient(transport: try endpoint.clientTransport(security))
    let connection = Task { try await client.runConnections() }
    let calling = Task { try await call(client) }
    await withTaskCancellationHandler {
      _ = await calling.result
    } onCancel: {
      calling.cancel()
    }
    client.beginGracefulShutdown()
    _ = await connection.result
    try await calling.value
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
