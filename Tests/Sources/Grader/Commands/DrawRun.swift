internal import Foundation
internal import Referee

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

  private func record(into pictures: Pictures) async throws {
    let lock = try await BuildLock(workbook) {
      console.progress("Another grader uses the build folder; waiting for it to end …")
    }
    defer { lock.release() }
    let end = try SourceTree(reading: workbook.root.appending(path: "End/Sources"))
    guard case .built(let programs) = try await Builder(workbook, transport: .nghttp2).build(end)
    else {
      throw Trouble("End does not build.", advice: "See Tests/grade End.")
    }
    for play in RecordingPlay.all {
      do {
        try pictures.keep(try await play.record(programs), as: play.name)
      } catch {
        throw Trouble("\(play.name) cannot be recorded: \(error)", advice: "See Tests/grade End.")
      }
    }
    Leftovers.kill()
  }
}
