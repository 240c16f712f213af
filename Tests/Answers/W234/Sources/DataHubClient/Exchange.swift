internal import ArgumentParser
internal import DataHub
internal import DataHubServices
internal import GRPCCore

internal import Synchronization

/// The time, read a hundred times a second for all streams.
final class TickClock: Sendable {
  static let shared = TickClock()
  private let ticks = Mutex(DateTimeTicks.now)
  private init() {
    Task {
      while true {
        ticks.withLock { $0 = DateTimeTicks.now }
        try await Task.sleep(for: .milliseconds(10))
      }
    }
  }
  var now: Int64 { ticks.withLock { $0 } }
}

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
        package.tagValue = String(TickClock.shared.now)
        try await writer.write(package)
      }
    } onResponse: { response in
      for try await answer in response.messages {
        if answer.isSuccess {
          print("\(answer.dataPackageCount) \(answer.trackingGuid)")
        } else {
          printError(answer.lastError)
        }
      }
    }
  }
}
