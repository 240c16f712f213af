internal import ArgumentParser

@main
struct Peer: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "Peer",
    abstract: "A server and clients of DataHub's contract for other peers to play against.",
    subcommands: [Serve.self, Idle.self, Call.self, Measure.self])
}
