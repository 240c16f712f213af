internal import ArgumentParser

@main
struct DataHubClient: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "DataHubClient",
    abstract: "Calls a DataHub server.",
    subcommands: [GetStream.self, SendStream.self, Exchange.self, Subscribe.self, Send.self])
}
