internal import ArgumentParser
internal import GRPCCore

struct Serve: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: """
      Serves the contract, and does what a call's metadata tells it; and gRPC's TestService, for its \
      interop clients.
      """)

  @Option(help: "The port to listen on; 0 takes a free one.")
  var port = 5001

  @Option(
    help: "The time between two packages of a stream in milliseconds, as in 20ms.",
    transform: { text in
      guard text.hasSuffix("ms"), let number = Int(text.dropLast(2)) else {
        throw ValidationError("20ms would be an interval")
      }
      return Duration.milliseconds(number)
    })
  var interval = Duration.seconds(1)

  func run() async throws {
    let transport = PeerServerTransport.listening(on: port)
    let tally = Tally()
    let server = GRPCServer(
      transport: transport,
      services: [Egress(interval: interval), Ingest(tally: tally), TestService()],
      interceptors: [Instructions(tally: tally)])
    let serving = Task { try await server.serve() }
    say("DataHub server listening on 127.0.0.1:\(try await transport.listeningPort)")
    try await serving.value
  }
}
