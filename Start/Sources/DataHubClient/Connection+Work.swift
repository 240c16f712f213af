internal import ArgumentParser
internal import DataHub
internal import GRPCCore

extension Connection {
  /// Does `work`, as ``run(_:)`` makes a call: it may connect as often as it likes.
  func run(_ work: @escaping @Sendable () async throws -> Void) async throws {
    openStandardStreams()
    bufferStandardOutputByLine()
    let interruptions = Interruptions(catching: [.interrupt])

    let working = Task { try await work() }
    interruptions.handle(grace: .seconds(1), status: 130) { working.cancel() }
    OutputReader.handleEnd(grace: .seconds(1)) { working.cancel() }

    do {
      try await working.value
    } catch {
      if working.isCancelled { throw ExitCode(statusWhenCancelled) }
      printError("error: \(words(for: error))")
      throw ExitCode.failure
    }
    if hasStandardOutputFailed { throw ExitCode(statusWithoutOutput) }
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
  private var statusWhenCancelled: Int32 {
    // After Ctrl-C 128 and the number of SIGINT, as shells count.
    OutputReader.isGone || hasStandardOutputFailed ? statusWithoutOutput : 130
  }

  /// The exit code when nobody has got the output, or not all of it. Standard error says so, but of a
  /// reader that has had enough.
  private var statusWithoutOutput: Int32 {
    if OutputReader.isGone { return OutputReader.goneStatus }
    printError("error: standard output cannot be written to")
    return ExitCode.failure.rawValue
  }

  private func words(for error: any Error) -> String {
    guard let error = error as? RPCError else { return "\(error)" }
    let cause = error.cause.map { " (\($0))" } ?? ""
    return "\(error.code): \(error.message)\(cause)"
  }
}
