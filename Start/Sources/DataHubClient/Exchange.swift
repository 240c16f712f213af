internal import ArgumentParser
internal import DataHub
internal import DataHubServices
internal import GRPCCore

struct Exchange: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Sends packages, and prints the server's answers while it sends.")

  @OptionGroup var connection: Connection

  @Option(help: "How many packages to send.")
  var count: UInt = 10

  @Option(
    help: "The time between two packages, as in 50ms or 1.5s. (default: 0s)",
    transform: Duration.init(argument:))
  var interval = Duration.zero

  func run() async throws {
    try await connection.run { client in
      try await exchange(with: Datahub_Ingest.Client(wrapping: client))
    }
  }

  /// Sends the packages, and prints the answers as they come.
  func exchange(with ingest: some Datahub_Ingest.ClientProtocol) async throws {
    throw RPCError(code: .unimplemented, message: "exercise 4: exchange is not started")
  }
}
