internal import ArgumentParser
internal import GRPCCore

struct Idle: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Holds streams of packages without a transport: what GRPCCore and a handler take.",
    discussion: "Says `before` and waits for a line, then opens the streams and says `holding`.")

  @Argument(help: "How many streams.")
  var streams: Int

  func run() async throws {
    let transport = IdleTransport(streams: streams) { say("holding \(streams)") }
    let tally = Tally()
    let server = GRPCServer(
      transport: transport,
      services: [Egress(interval: .seconds(1000)), Ingest(tally: tally)],
      interceptors: [Instructions(tally: tally)])
    say("before")
    _ = readLine()
    try await server.serve()
  }
}
