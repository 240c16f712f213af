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
    let telemetryGuid = GUID.random()

    try await ingest.exchangeDataPackages { writer in
      for number in 0..<count {
        if number > 0 { try await pause(for: interval) }
        var package = Datahub_RequestSendDataPackageStream()
        package.trackingGuid = GUID.random()
        package.telemetryGuid = telemetryGuid
        package.tagName = "DateTimeTicks"
        package.tagValue = String(DateTimeTicks.now)
        try await writer.write(package)
      }
    } onResponse: { response in
      var lines: [String] = []
      for try await answer in response.messages {
        if answer.isSuccess {
          lines.append("\(answer.dataPackageCount) \(answer.trackingGuid)")
          // When they come fast, one output for many lines.
          if interval > .zero || lines.count == 100 {
            print(lines.joined(separator: "\n"))
            lines.removeAll()
          }
        } else {
          printError(answer.lastError)
        }
      }
      if !lines.isEmpty { print(lines.joined(separator: "\n")) }
    }
  }
}
