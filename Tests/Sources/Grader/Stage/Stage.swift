internal import Foundation
public import Referee
internal import Synchronization

/// Where one check is played: starts the student's programs, and the referee's peers that talk to
/// them, and ends them all when the check is over.
public final class Stage: Sendable {
  /// Everything that went over the wire, and that the programs printed.
  public let transcript = Transcript(contract: .dataHub)

  private struct State {
    var cast: [Program] = []
    var clients: [RefereeClient] = []
    var servers: [RefereeServer] = []
    var isOver = false
  }

  private let built: BuiltPrograms
  private let environment: [String: String]
  /// Where the programs run, and may litter.
  private let directory = FileManager.default.temporaryDirectory
    .appending(path: "datahub-\(UUID().uuidString)")
  private let state = Mutex(State())

  public init(_ built: BuiltPrograms, environment: [String: String] = [:]) {
    self.built = built
    self.environment = environment
  }

  /// Starts DataHubServer on a free port, with an interval of 50 ms unless told, and returns once
  /// it says that it listens.
  public func server(
    interval: Duration = .milliseconds(50), _ arguments: [String] = [],
    environment: [String: String] = [:]
  ) async throws -> ServerOnStage {
    let milliseconds = Int(interval / .milliseconds(1))
    let program = try await start(
      built.server, ["--port", "0", "--interval", "\(milliseconds)ms"] + arguments, environment)
    let opening = "DataHub server listening on 127.0.0.1:"
    while let line = await program.nextLine(.stdout, within: Patience.cap) {
      guard line.text.hasPrefix(opening) else { continue }
      guard let port = Int(line.text.dropFirst(opening.count)) else { break }
      return ServerOnStage(program: program, port: port, stage: self)
    }
    let exit = await program.exit(within: .zero)
    throw CheckFailure(
      expected: "DataHubServer to print \"\(opening)PORT\" on stdout",
      received: exit.map { "it \($0.did) instead" }
        ?? "nothing like it within \(readable(Patience.cap))",
      isTimeout: exit == nil)
  }

  /// Starts DataHubClient: `stage.client("get-stream", "--for", "10s", to: referee)`.
  public func client(
    _ arguments: String..., to referee: RefereeServer, environment: [String: String] = [:]
  ) async throws -> Program {
    try await client(arguments + ["--port", "\(referee.port)"], environment: environment)
  }

  /// Starts DataHubClient with just these arguments.
  public func client(
    _ arguments: [String], environment: [String: String] = [:]
  ) async throws -> Program {
    try await start(built.client, arguments, environment)
  }

  /// Connects the referee, as a client, to a port of this machine.
  public func connect(
    port: Int, options: PeerOptions = PeerOptions()
  ) async throws -> RefereeClient {
    let client = try await RefereeClient.connect(
      port: port, options: options, transcript: transcript)
    state.withLock { $0.clients.append(client) }
    return client
  }

  /// Lets the referee listen, as a server, on a free port.
  public func referee(options: PeerOptions = PeerOptions()) async throws -> RefereeServer {
    let server = try await RefereeServer.listen(options: options, transcript: transcript)
    state.withLock { $0.servers.append(server) }
    return server
  }

  private func start(
    _ executable: URL, _ arguments: [String], _ environment: [String: String]
  ) async throws -> Program {
    let name = executable.lastPathComponent
    try TemporaryFolders.add(directory)
    let program = try await Program.start(
      executable.path, arguments: arguments,
      environment: surroundings.merging(environment) { _, new in new },
      directory: directory.path, name: name == "DataHubServer" ? "server" : "client",
      transcript: transcript)
    let isOver = state.withLock { state in
      state.cast.append(program)
      return state.isOver
    }
    if isOver { program.kill() }
    return program
  }

  /// A program's home is the folder where it runs, and so is its place for temporary files.
  private var surroundings: [String: String] {
    ["HOME": directory.path, "TMPDIR": directory.path].merging(environment) { _, new in new }
  }

  /// The programs started so far.
  var cast: [Program] { state.withLock { $0.cast } }

  /// Ends every program with its whole process group, and no more can be started.
  func killPrograms() {
    let cast = state.withLock { state in
      state.isOver = true
      return state.cast
    }
    for program in cast { program.kill() }
  }

  /// Ends everything.
  func end() async {
    killPrograms()
    let (clients, servers) = state.withLock { ($0.clients, $0.servers) }
    for client in clients { await client.cut() }
    for server in servers { await server.close() }
    for program in cast { _ = await program.exit(within: .seconds(5)) }
    TemporaryFolders.remove(directory)
  }
}
