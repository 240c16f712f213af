internal import ArgumentParser
internal import DataHub
internal import DataHubServices
internal import GRPCCore

struct Subscribe: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Prints a tag's packages as they come in, and comes back when the server is lost.")

  @OptionGroup var connection: Connection

  @Option(help: "The tag to read.")
  var tagName = "SomeTagName"

  @Option(help: "The number of the last package seen; 0 for what comes in from now on.")
  var after: Int64 = 0

  @Option(
    name: .customLong("for"),
    help: ArgumentHelp(
      "How long to stay, as in 50ms or 1.5s. (default: 60s)", valueName: "duration"),
    transform: Duration.init(argument:))
  var stay = Duration.seconds(60)

  @Option(
    help: ArgumentHelp(
      "How long the server may be silent before it is called again. (default: 3s)",
      valueName: "duration"),
    transform: Duration.init(argument:))
  var patience = Duration.seconds(3)

  func run() async throws {
    try await connection.run { try await subscribe() }
  }

  /// Prints packages until it is time to leave, and comes back whenever the server is lost.
  func subscribe() async throws {
    throw RPCError(code: .unimplemented, message: "exercise 8: subscribe is not started")
  }
}
