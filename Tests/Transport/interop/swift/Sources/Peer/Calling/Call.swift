internal import ArgumentParser
internal import GRPCCore

struct Call: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Calls a peer's server in every way, and says which calls went as they should.")

  @Argument(help: "The server's address, as in 127.0.0.1:5001.")
  var address: Address

  func run() async throws {
    let transport = try PeerClientTransport.connecting(to: address)
    let failures = try await withGRPCClient(transport: transport) { client in
      let caller = Caller(client: client)
      var failures = 0
      for kind in Kind.allCases {
        for trial in Trial.allCases where trial.applies(to: kind) {
          do {
            try await trial.run(kind, by: caller)
            say("ok     \(kind.rawValue): \(trial.rawValue)")
          } catch {
            failures += 1
            say("FAILED \(kind.rawValue): \(trial.rawValue): \(error)")
          }
        }
      }
      return failures
    }
    if failures > 0 { throw ExitCode.failure }
  }
}
