internal import Foundation
internal import Referee

/// Shows one call on the wire, live.
public struct WireRun: Sendable {
  public var workbook: Workbook
  public var submission: Submission
  public var transport: Grading.Transport
  public var call: WireCall
  /// Where to draw it.
  public var picture: String?
  public var console: Console

  public init(
    workbook: Workbook, submission: Submission, transport: Grading.Transport, call: WireCall,
    picture: String? = nil, console: Console
  ) {
    self.workbook = workbook
    self.submission = submission
    self.transport = transport
    self.call = call
    self.picture = picture
    self.console = console
  }

  /// Returns the exit code: 1 for a server that does not build or does not play along.
  public func run() async throws -> Int32 {
    console.progress(
      "The grader calls the server of \(PlainText.harmless(submission.name)).")
    return try await Workshop.use(workbook, console) { workshop in
      switch try await workshop.build(submission, transport) {
      case .failed(let errors):
        for error in errors { console.print(PlainText.harmless(error, keepingLines: true)) }
        return 1
      case .built(let programs):
        return try await play(programs)
      }
    }
  }

  private func play(_ programs: BuiltPrograms) async throws -> Int32 {
    let stage = Stage(programs)
    var shown = 0
    let code = await play(on: stage, &shown)
    await stage.end()
    // What the server printed during the call may not have been read when the call was over.
    let rest = stage.transcript.lines.dropFirst(shown)
    for line in rest where line.kind.hasPrefix("server ") {
      for row in line.rendered() { console.print(PlainText.harmless(row)) }
    }
    if let picture {
      let title = "\(call.rawValue): the grader and the server of \(submission.name)"
      try RecordedCall(title: title, of: call, lines: stage.transcript.lines)
        .draw(to: picture, console)
    }
    return code
  }

  /// - Parameter shown: The lines of the transcript that were shown.
  private func play(on stage: Stage, _ shown: inout Int) async -> Int32 {
    func show() {
      let lines = stage.transcript.lines
      for line in lines.dropFirst(shown) where !line.isUpkeep {
        for row in line.rendered() { console.print(PlainText.harmless(row)) }
      }
      shown = lines.count
    }
    do {
      let client = try await stage.server(interval: .seconds(1)).connect()
      show()
      try await call.play(on: client, transcript: stage.transcript) { show() }
      return 0
    } catch let failure as CheckFailure {
      show()
      console.progress(
        PlainText.harmless("expected \(failure.expected), received \(failure.received)"))
    } catch {
      show()
      console.progress("\(error)")
    }
    return 1
  }
}
