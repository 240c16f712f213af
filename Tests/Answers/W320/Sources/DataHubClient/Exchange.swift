internal import ArgumentParser
internal import DataHub
internal import DataHubServices
internal import GRPCCore
internal import Synchronization

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
    let waiting = Unanswered()

    try await ingest.exchangeDataPackages { writer in
      for number in 0..<count {
        if number > 0 { try await pause(for: interval) }
        var package = Datahub_RequestSendDataPackageStream()
        package.trackingGuid = GUID.random()
        package.telemetryGuid = telemetryGuid
        package.tagName = "DateTimeTicks"
        package.tagValue = String(DateTimeTicks.now)
        while waiting.count >= 4_096 { try await pause(for: .milliseconds(10)) }
        waiting.add(1)
        try await writer.write(package)
      }
    } onResponse: { response in
      for try await answer in response.messages {
        waiting.add(-1)
        if answer.isSuccess {
          print("\(answer.dataPackageCount) \(answer.trackingGuid)")
        } else {
          printError(answer.lastError)
        }
      }
    }
  }
}

/// How many packages have no answer yet.
private final class Unanswered: Sendable {
  private let all = Mutex(0)

  var count: Int { all.withLock { $0 } }

  func add(_ count: Int) { all.withLock { $0 += count } }
}
