internal import ArgumentParser
internal import DataHub
internal import GRPCCore
internal import Logging

@main
struct DataHubServer: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "DataHubServer",
    abstract: "Takes DataHub's packages in and gives them out, over gRPC.")

  @OptionGroup var endpoint: Endpoint

  @Option(
    help: "The time between two packages of a stream, as in 50ms or 1.5s. (default: 1s)",
    transform: Duration.init(argument:))
  var interval = Duration.seconds(1)

  @Flag(help: "Serve plaintext on an address that other machines can reach.")
  var allowPlaintext = false

  @OptionGroup var security: ServerSecurity

  func validate() throws {
    guard endpoint.host.isLoopback || security.isEncrypted || allowPlaintext else {
      throw ValidationError(
        """
        \(endpoint.host) may be reached from other machines, and plaintext is served on loopback \
        addresses alone. Pass --allow-plaintext if that is what you want, or build with \
        `--traits NIO` and pass a certificate.
        """)
    }
  }

  func run() async throws {
    openStandardStreams()
    bufferStandardOutputByLine()
    LoggingSystem.bootstrap(StreamLogHandler.standardError)
    let interruptions = Interruptions(catching: [.interrupt, .terminate])

    let logger = Logger(label: "datahub")
    let transport = try endpoint.serverTransport(security)
    let server = GRPCServer(
      transport: transport,
      services: [
        EgressService(interval: interval, logger: logger), IngestService(logger: logger),
      ])

    let serving = Task { try await server.serve() }
    interruptions.handle(grace: .seconds(1.5), status: 0) {
      server.beginGracefulShutdown()
      Task {
        try await Task.sleep(for: .seconds(1))
        serving.cancel()
      }
    }

    if (try? await transport.listeningPort) != nil {
      print("DataHub server listening on \(endpoint.description())")
    }
    do {
      try await serving.value
    } catch let error as RuntimeError where error.code == .transportError && !serving.isCancelled {
      let cause = error.cause.map { "\($0)" } ?? error.message
      printError("error: cannot serve on \(endpoint.description()): \(cause)")
      throw ExitCode.failure
    } catch {
      // Interrupted before it began, or cancelled after it was asked to end.
    }
  }
}
