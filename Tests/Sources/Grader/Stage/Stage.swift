internal import Foundation
public import Referee
internal import Synchronization

/// Where one check is played: starts the student's programs, and the referee's peers that talk to
/// them, and ends them all when the check is over.
public final class Stage: Sendable {
  /// Everything that went over the wire, and that the programs printed.
  public let transcript: Transcript
  /// Tags, GUIDs, counts and times that are others in each run.
  let random: SeededRandom

  private struct State {
    var cast: [Program] = []
    var clients: [RefereeClient] = []
    var servers: [RefereeServer] = []
    var ports: [DrawnPort] = []
    var isOver = false
  }

  private let built: BuiltPrograms
  private let environment: [String: String]
  /// Where the programs run, and may litter: made when the first one starts.
  private let directory = WorkingFolder()
  private let state = Mutex(State())

  public init(
    _ built: BuiltPrograms, environment: [String: String] = [:], random: SeededRandom = .current,
    transcript: Transcript? = nil
  ) {
    self.built = built
    self.environment = environment
    self.random = random
    self.transcript = transcript ?? Transcript(contract: .dataHub)
  }

  /// Starts DataHubServer on a free port, with an interval of about 50 ms unless told, and returns
  /// once it says that it listens.
  public func server(
    interval: Duration? = nil, _ arguments: [String] = [], environment: [String: String] = [:]
  ) async throws -> ServerOnStage {
    let interval = interval ?? random.duration(.milliseconds(45)...(.milliseconds(55)))
    let milliseconds = interval / .milliseconds(1)
    let isWhole = milliseconds == milliseconds.rounded()
    let arguments =
      ["--interval", isWhole ? "\(Int(milliseconds))ms" : "\(milliseconds)ms"] + arguments
    var attempts = 0
    while true {
      guard let port = DrawnPort(from: random) else {
        throw Trouble("No port is free.", advice: "Look what listens on this machine.")
      }
      state.withLock { $0.ports.append(port) }
      let program = try await start(
        built.server, ["--port", "\(port.number)"] + arguments, environment)
      do {
        try await expectListening(program, at: port.number)
        return ServerOnStage(program: program, port: port.number, stage: self)
      } catch {
        attempts += 1
        // Somebody else may have taken the port meanwhile.
        if attempts == 5 || program.exitStatus == nil || port.isFree { throw error }
        transcript.note("port \(port.number) was taken by another program; once more")
      }
    }
  }

  private func expectListening(_ program: Program, at port: Int) async throws {
    let opening = "DataHub server listening on 127.0.0.1:"
    while let line = await program.nextLine(.stdout, within: Patience.cap) {
      if line.text == "\(opening)\(port)" { return }
      try expect(
        !line.text.hasPrefix(opening), "DataHubServer to print \"\(opening)\(port)\" on stdout",
        received: quoted(line.text), try: "Listen on the port that --port tells.")
    }
    let exit = await program.exit(within: .zero)
    throw CheckFailure(
      expected: "DataHubServer to print \"\(opening)\(port)\" on stdout",
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

  /// One of the student's two programs.
  public enum Role: Sendable { case server, client }

  /// Starts a program with just these arguments.
  func program(_ role: Role, _ arguments: [String]) async throws -> Program {
    try await start(role == .server ? built.server : built.client, arguments, [:])
  }

  /// Connects the referee, as a client, to a port of this machine.
  public func connect(
    port: Int, options: PeerOptions = PeerOptions()
  ) async throws -> RefereeClient {
    var options = options
    options.guise = random.one(of: Guise.allCases) ?? options.guise
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
    let folder = try directory.path()
    try built.confinement.give(folder)
    // A program's home is the folder where it runs, and so is its place for temporary files.
    let surroundings = ["HOME": folder, "TMPDIR": folder].merging(self.environment) { $1 }
    let program = try await Program.start(
      executable.path, arguments: arguments,
      environment: surroundings.merging(environment) { _, new in new },
      directory: folder, launcher: built.confinement.launcher,
      name: name == "DataHubServer" ? "server" : "client", transcript: transcript)
    let isOver = state.withLock { state in
      state.cast.append(program)
      return state.isOver
    }
    if isOver { program.kill() }
    return program
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
    directory.remove()
    state.withLock { $0.ports = [] }
  }
}
