internal import ArgumentParser
internal import DataHub
internal import DataHubServices
internal import GRPCCore

struct Send: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Sends one package, and prints the server's count.")

  @OptionGroup var connection: Connection

  func run() async throws {
    try await connection.run { client in
      try await send(to: Datahub_Ingest.Client(wrapping: client))
    }
  }

  /// Sends a package by itself, and prints how many the server has counted.
  func send(to ingest: some Datahub_Ingest.ClientProtocol) async throws {
    var package = Datahub_RequestSendDataPackage()
    package.trackingGuid = GUID.random()
    package.telemetryGuid = GUID.random()
    package.tagName = "DateTimeTicks"
    package.tagValue = [String(DateTimeTicks.now)]

    let answer = try await ingest.sendDataPackage(package)
    print(answer.dataPackageCount)
  }
}
