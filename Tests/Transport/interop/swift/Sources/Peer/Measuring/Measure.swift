internal import ArgumentParser
internal import GRPCCore

struct Measure: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Loads a server for a while, and says in a line of JSON what went through.")

  @Argument(help: "The server's address, as in 127.0.0.1:5001.")
  var address: Address

  @Argument(help: "The kind of RPC; bidirectional is ping-pong.")
  var kind: Kind

  @Argument(help: "How many calls at once.")
  var streams: Int

  @Argument(help: "How many octets a message carries beside its identifiers.")
  var size: Int

  @Argument(help: "For how long.")
  var seconds: Double

  func run() async throws {
    let transport = try PeerClientTransport.connecting(to: address)
    let measured = try await withGRPCClient(transport: transport) { client in
      try await Load(client: client, kind: kind, size: size)
        .run(streams: streams, for: .seconds(seconds))
    }
    say(measured.json)
  }
}
