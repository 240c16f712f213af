internal import Foundation

/// Draws the chapter's pictures, from recordings that are there or that are made anew.
public struct DrawRun: Sendable {
  public var workbook: Workbook
  public var records: Bool
  public var console: Console

  public init(workbook: Workbook, records: Bool, console: Console) {
    self.workbook = workbook
    self.records = records
    self.console = console
  }

  public func run() async throws {
    let pictures = Pictures(of: workbook)
    if records { try await record(into: pictures) }
    try pictures.draw()
    for name in try pictures.drawn().keys.sorted() { console.print("drew Exercises/img/\(name)") }
  }

  /// Records what the finished programs do in each check: see ``FinishedCalls``.
  ///
  /// - Throws: ``Trouble`` if a check is not passed.
  public func recordFinished() async throws {
    let finished = FinishedCalls(of: workbook)
    try await withEnd { programs in
      let runner = Runner(programs: programs, seed: 1)
      for check in Check.all {
        guard let calls = await runner.calls(of: check) else {
          throw Trouble("End does not pass \(check.number).", advice: "See Tests/grade End.")
        }
        // Who makes many calls makes them alike.
        try finished.keep(calls.prefix(5) + calls.dropFirst(5).suffix(1), in: check.number)
        console.print("recorded \(check)")
      }
    }
  }

  private func withEnd(_ body: (BuiltPrograms) async throws -> Void) async throws {
    let end = try Submission("End", in: workbook, current: workbook.root)
    try await Workshop.use(workbook, console) { workshop in
      guard case .built(let programs) = try await workshop.build(end, .nghttp2) else {
        throw Trouble("End does not build.", advice: "See Tests/grade End.")
      }
      try await body(programs)
    }
  }

  private func record(into pictures: Pictures) async throws {
    try await withEnd { programs in
      for play in RecordingPlay.all {
        do {
          try pictures.keep(try await play.record(programs), as: play.name)
        } catch {
          throw Trouble(
            "\(play.name) cannot be recorded: \(error)", advice: "See Tests/grade End.")
        }
      }
    }
  }
}
