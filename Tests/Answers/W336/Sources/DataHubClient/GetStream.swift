internal import ArgumentParser
internal import DataHub
internal import DataHubServices
internal import GRPCCore

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

    let watch = Watch()
    try await withThrowingTaskGroup(of: Void.self) { [request] group in
      group.addTask {
        try await egress.getDataPackagesStream(request) { response in
          for try await package in response.messages {
            await watch.hear()
            if package.isSuccess {
              print(package.trackingGuid)
            } else {
              printError(package.lastError)
            }
          }
        }
      }
      group.addTask { try await pause(for: stay) }
      // A server that has said nothing for so long says nothing more.
      group.addTask {
        while await watch.silence < .seconds(10) { try await pause(for: .milliseconds(100)) }
      }
      try await group.next()
      group.cancelAll()
    }
  }

  /// When the last package has come.
  private actor Watch {
    private var last = ContinuousClock.now

    func hear() { last = .now }

    var silence: Duration { .now - last }
  }
}
