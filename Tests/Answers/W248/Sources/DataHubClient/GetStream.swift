internal import ArgumentParser
internal import DataHub
internal import DataHubServices
internal import GRPCCore
internal import Synchronization

struct GetStream: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "get-stream",
    abstract: "Subscribes to packages, and prints the tracking GUID of each.")

  @OptionGroup var connection: Connection

  @Option(help: "The tag to read.")
  var tagName = "SomeTagName"

  @Option(
    name: .customLong("for"),
    help: ArgumentHelp(
      "How long to stay, as in 50ms or 1.5s. (default: 60s)", valueName: "duration"),
    transform: Duration.init(argument:))
  var stay = Duration.seconds(60)

  func run() async throws {
    try await connection.run { client in
      try await getStream(from: Datahub_Egress.Client(wrapping: client))
    }
  }

  /// Prints packages until the server ends the stream, or until it is time to leave.
  func getStream(from egress: some Datahub_Egress.ClientProtocol) async throws {
    var request = Datahub_RequestGetDataPackage()
    request.trackingGuid = GUID.random()
    request.tagName = tagName

    let lines = Lines()
    defer { lines.flush() }
    try await withThrowingTaskGroup(of: Void.self) { [request] group in
      group.addTask {
        try await egress.getDataPackagesStream(request) { response in
          for try await package in response.messages {
            if package.isSuccess {
              lines.add(package.trackingGuid)
            } else {
              printError(package.lastError)
            }
          }
        }
      }
      group.addTask {
        while true {
          try await pause(for: .milliseconds(500))
          lines.flush()
        }
      }
      group.addTask { try await pause(for: stay) }
      try await group.next()
      group.cancelAll()
    }
  }
}

/// What is still to be printed.
private final class Lines: Sendable {
  private let waiting = Mutex([String]())

  func add(_ line: String) { waiting.withLock { $0.append(line) } }

  func flush() {
    let lines = waiting.withLock { waiting in
      defer { waiting = [] }
      return waiting
    }
    for line in lines { print(line) }
  }
}
