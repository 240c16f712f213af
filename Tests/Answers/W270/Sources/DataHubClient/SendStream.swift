internal import ArgumentParser
internal import DataHub
internal import DataHubServices
internal import GRPCCore

struct SendStream: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "send-stream",
    abstract: "Uploads packages, and prints how many of them the server has counted.")

  @OptionGroup var connection: Connection

  @Option(help: "How many packages to send.")
  var count: UInt = 10

  @Option(
    help: "The time between two packages, as in 50ms or 1.5s. (default: 0s)",
    transform: Duration.init(argument:))
  var interval = Duration.zero

  func run() async throws {
    try await connection.run { client in
      try await sendStream(to: Datahub_Ingest.Client(wrapping: client))
    }
  }

  /// Sends the packages, and prints the server's count of them.
  func sendStream(to ingest: some Datahub_Ingest.ClientProtocol) async throws {
    let telemetryGuid = GUID.random()

    let answer = try await ingest.sendDataPackagesStream { writer in
      for number in 0..<Int32(count) {
        if number > 0 { try await pause(for: interval) }
        var package = Datahub_RequestSendDataPackageStream()
        package.trackingGuid = GUID.random()
        package.telemetryGuid = telemetryGuid
        package.tagName = "DateTimeTicks"
        package.tagValue = String(DateTimeTicks.now)
        try await writer.write(package)
      }
    }
    print(answer.dataPackageCount)
  }
}
