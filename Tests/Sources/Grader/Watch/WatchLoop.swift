internal import Dispatch
internal import Foundation

/// Where what a watch knows is shown.
protocol WatchView: Sendable {
  /// Whether it shows events; if not, gradings print their reports, line by line.
  var tellsEvents: Bool { get }
  /// Shows what is new.
  func show(_ model: inout WatchModel, after event: WatchEvent)
}

/// Takes events one after the other, and does what follows from them.
struct WatchLoop {
  private let watch: WatchRun
  private var model: WatchModel
  private let view: any WatchView
  private let sender: AsyncStream<WatchEvent>.Continuation
  private var child: WatchChild?

  init(
    _ watch: WatchRun, _ model: WatchModel, _ view: any WatchView,
    _ sender: AsyncStream<WatchEvent>.Continuation
  ) {
    self.watch = watch
    self.model = model
    self.view = view
    self.sender = sender
  }

  /// Returns the exit code, once nothing runs any more.
  func run(_ events: AsyncStream<WatchEvent>) async -> Int32 {
    var loop = self
    return await loop.takeAll(events)
  }

  private mutating func takeAll(_ events: AsyncStream<WatchEvent>) async -> Int32 {
    // The first event is that it begins.
    sender.yield(.resized)
    let clock = DispatchSource.makeTimerSource(queue: .global())
    clock.setEventHandler { [sender] in sender.yield(.tick) }
    clock.resume()
    defer { clock.cancel() }
    var isTicking = false
    var end: Int32?
    for await event in events {
      for effect in model.handle(event) where end == nil {
        end = await perform(effect)
      }
      if end != nil { break }
      view.show(&model, after: event)
      let isRunning = model.run != nil
      if isRunning != isTicking {
        // Who waits for a save needs no clock.
        clock.schedule(
          deadline: isRunning ? .now() + 1 : .distantFuture, repeating: isRunning ? 1 : .infinity)
        isTicking = isRunning
      }
    }
    await child?.end()
    return end ?? 0
  }

  /// Returns an exit code to end with.
  private mutating func perform(_ effect: WatchEffect) async -> Int32? {
    switch effect {
    case .start(let job, let run): await start(job, run: run)
    case .stop: child?.stop()
    case .findHint(let number): sender.yield(.hint(hint(for: number)))
    case .openPage(let results): sender.yield(.page(await openPage(of: results)))
    case .quit(let code): return code
    }
    return nil
  }

  private mutating func start(_ job: WatchJob, run: Int) async {
    let tellsEvents = view.tellsEvents
    let isGrading = if case .grade = job { true } else { false }
    do {
      child = try await WatchChild(
        watch.executable, watch.arguments(for: job, tellsEvents: tellsEvents),
        said: { [sender] line in
          let event = tellsEvents && isGrading ? GradingEvent(line: line) : nil
          sender.yield(.said(event ?? .text(line), run: run))
        },
        waits: { [sender] line in sender.yield(.waits(PlainText.harmless(line), run: run)) },
        ended: { [sender] in sender.yield(.ended(run: run)) })
    } catch {
      sender.yield(.said(.text("The grader cannot be started: \(error)"), run: run))
      sender.yield(.ended(run: run))
    }
  }

  /// Returns what there is to say of it.
  private func openPage(of results: [CheckResult]) async -> [String] {
    var grading = Grading(
      submission: watch.submission.name, transport: watch.transport,
      began: Date().formatted(.iso8601), build: .init(succeeded: true, seconds: 0))
    grading.checks = results
    let file = watch.workbook.buildFolder.appending(path: "report.html")
    do {
      try HTMLReport(grading, finished: FinishedCalls(of: watch.workbook)).write(to: file.path)
    } catch {
      return "\(error)".split(separator: "\n").map { PlainText.harmless(String($0)) }
    }
    let opener = await Browser.open(file)
    return ["The whole result is a page for a browser:", "", "  \(file.path)", ""]
      + [opener.map { "It was given to \($0)." } ?? "There is no browser here to open it."]
  }

  private func hint(for number: CheckNumber) -> [String] {
    guard let check = Check.all.first(where: { $0.number == number }) else { return [] }
    do {
      let run = HintRun(
        workbook: watch.workbook, checks: [check], showsAll: false, console: watch.console)
      return try run.text(for: check).split(separator: "\n", omittingEmptySubsequences: false)
        .map(String.init)
    } catch {
      return "\(error)".split(separator: "\n").map { PlainText.harmless(String($0)) }
    }
  }
}
