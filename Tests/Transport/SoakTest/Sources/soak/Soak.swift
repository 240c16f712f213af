internal import ArgumentParser
internal import NIOPosix

@main
struct Soak: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "soak",
    abstract: "Mixed load with random faults on DataHubServer, for minutes.",
    discussion: """
      In the first two fifths of the time the server is killed and ended now and then; in the rest \
      one server lasts, and what it and this program hold at rest is compared. Exits 1 if anything \
      was wrong: an answer, a status that no fault explains, a call that hung, a leak.
      """)

  @Option(help: "The built DataHubServer.")
  var server: String

  @Option(help: "How long it takes, but for coming to rest.")
  var minutes = 10.0

  @Option(help: "What repeats the choice of calls and faults. (default: at random)")
  var seed: UInt64?

  @Option(help: "How many calls are under way at once.")
  var workers = 32

  @Option(help: "What a worker waits between two calls, on average, in milliseconds.")
  var pause = 20

  func validate() throws {
    guard minutes > 0, workers > 0, pause >= 0 else {
      throw ValidationError("--minutes and --workers are positive, and --pause is not negative.")
    }
  }

  func run() async throws {
    let run = Run(seed: seed ?? .random(in: 0...9_999_999))
    print("seed \(run.seed), \(workers) workers, \(minutes) minutes")
    let supervisor = try await Supervisor(executable: server, run: run)
    let session = try await Session(
      run: run, supervisor: supervisor, workers: workers, pause: pause)
    let progress = Progress(run: run, supervisor: supervisor, measurements: session.measurements)
    let interruption = Interruption { run.stop() }
    let watching = Task { await progress.watch { session.report() } }
    await session.perform(for: .seconds(minutes * 60))
    watching.cancel()
    interruption.cancel()
    await supervisor.terminate()
    session.report()
    if run.tally.failureCount > 0 { throw ExitCode.failure }
  }
}
