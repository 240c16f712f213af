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

    let departure = Departure(after: stay)
    try await withThrowingTaskGroup(of: Void.self) { [request] group in
      group.addTask {
        try await egress.getDataPackagesStream(request) { response in
          for try await package in response.messages {
            await departure.hear()
            if package.isSuccess {
              print(package.trackingGuid)
            } else {
              printError(package.lastError)
            }
          }
        }
      }
      group.addTask {
        while let rest = await departure.rest { try await pause(for: rest) }
      }
      try await group.next()
      group.cancelAll()
    }
  }

  /// When to leave: the time that it takes to connect does not count.
  private actor Departure {
    private let stay: Duration
    private var time: ContinuousClock.Instant
    private var hasHeard = false

    init(after stay: Duration) {
      self.stay = stay
      time = ContinuousClock.now + stay
    }

    /// A package has come.
    func hear() {
      if !hasHeard { time = ContinuousClock.now + stay }
      hasHeard = true
    }

    /// What is left of the time; nil if it is over.
    var rest: Duration? {
      let rest = time - ContinuousClock.now
      return rest > .zero ? rest : nil
    }
  }
}
