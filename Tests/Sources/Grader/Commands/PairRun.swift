internal import Foundation
internal import Referee

/// Shows one call between two programs on the wire, live: the referee is between them, and shows what
/// each of them sends.
public struct PairRun: Sendable {
  public var workbook: Workbook
  public var server: Submission
  public var client: Submission
  public var transport: Grading.Transport
  public var call: WireCall
  /// Where to draw it.
  public var picture: String?
  public var console: Console

  /// What the client may take in all, and the server's interval.
  private static let cap = Patience.scaled(.seconds(60))
  private static let interval = Duration.seconds(1)
  /// What calls and the server may take to end once the client has.
  private static let grace = Patience.scaled(.seconds(3))

  public init(
    workbook: Workbook, server: Submission, client: Submission, transport: Grading.Transport,
    call: WireCall, picture: String?, console: Console
  ) {
    self.workbook = workbook
    self.server = server
    self.client = client
    self.transport = transport
    self.call = call
    self.picture = picture
    self.console = console
  }

  /// Returns the exit code: 1 for programs that do not build or do not play along.
  public func run() async throws -> Int32 {
    console.progress(
      "The client of \(PlainText.harmless(client.name)) calls the server of "
        + "\(PlainText.harmless(server.name)); the grader is between them.")
    return try await Workshop.use(workbook, console) { workshop in
      var built: [BuiltPrograms] = []
      for submission in [server, client] {
        switch try await workshop.build(submission, transport) {
        case .built(let programs): built.append(programs)
        case .failed(let errors):
          for error in errors { console.print(PlainText.harmless(error, keepingLines: true)) }
          return 1
        }
      }
      return try await play(built[0], built[1])
    }
  }

  private func play(_ server: BuiltPrograms, _ client: BuiltPrograms) async throws -> Int32 {
    let view = PairView(console)
    let transcript = Transcript(contract: .dataHub) { view.add($0) }
    let stages = [server, client].map { Stage($0, transcript: transcript) }
    let code = await play(on: stages, transcript, view)
    for stage in stages.reversed() { await stage.end() }
    await view.finish()
    if let picture {
      try view.recording(of: call, client: self.client.name, server: self.server.name)
        .draw(to: picture, console)
    }
    return code
  }

  private func play(
    on stages: [Stage], _ transcript: Transcript, _ view: PairView
  ) async -> Int32 {
    do {
      let server = try await stages[0].server(interval: Self.interval)
      let gateway = try await Gateway(to: server.port, transcript: transcript) {
        view.addServer($0)
      }
      let work = Task { await gateway.run() }
      let arguments = call.arguments + ["--port", "\(gateway.port)"]
      let program = try await stages[1].client(arguments)
      let status = await program.exit(within: Self.cap)
      await finish(gateway, work)
      // Asked to end, so that it says what it has to say of its calls.
      server.program.signal(SIGTERM)
      _ = await server.program.exit(within: Self.grace)
      guard let status else {
        console.progress("The client has not ended within \(readable(Self.cap)).")
        return 1
      }
      if status != .exited(0) { console.progress("The client \(status.did).") }
      return status == .exited(0) ? 0 : 1
    } catch let failure as CheckFailure {
      console.progress(
        PlainText.harmless("expected \(failure.expected), received \(failure.received)"))
    } catch {
      console.progress(PlainText.harmless("\(error)"))
    }
    return 1
  }

  /// Lets the client's last frames reach the server.
  private func finish(_ gateway: Gateway, _ work: Task<Void, Never>) async {
    gateway.takeNoMore()
    let alarm = Task {
      try await Task.sleep(for: Self.grace)
      work.cancel()
    }
    await work.value
    alarm.cancel()
    await gateway.close()
  }
}
