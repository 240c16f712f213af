internal import DataHubMessages
internal import Referee

/// A picture of a call: how it is called, and how the call is made.
struct RecordingPlay: Sendable {
  var name: String
  var title: String
  var request: String
  var response: String
  /// Which side of the call the referee plays.
  var referee: RecordedCall.Side
  var play: @Sendable (Stage) async throws -> Void

  /// Makes the call, and keeps the frames that belong to it.
  func record(_ programs: BuiltPrograms) async throws -> RecordedCall {
    let stage = Stage(programs)
    do {
      try await play(stage)
    } catch {
      await stage.end()
      throw error
    }
    let lines = stage.transcript.lines
    await stage.end()
    return RecordedCall(
      title: title, request: request, response: response, events: events(of: lines))
  }

  private func events(of lines: [TranscriptLine]) -> [RecordedCall.Event] {
    let kept = lines.filter { line in
      line.direction == .note ? line.kind.isEmpty : line.stream > 0 && isWorthDrawing(line)
    }
    let start = kept.first?.time ?? .zero
    let other: RecordedCall.Side = referee == .client ? .server : .client
    return kept.map { line in
      RecordedCall.Event(
        milliseconds: Int(((line.time - start) / .milliseconds(1)).rounded()),
        from: line.direction == .note ? .nobody : line.direction == .sent ? referee : other,
        frame: line.direction == .note ? nil : line.kind, text: line.text,
        endStream: line.endStream)
    }
  }

  /// Windows are drawn where they are the point.
  private func isWorthDrawing(_ line: TranscriptLine) -> Bool {
    line.kind != "WINDOW_UPDATE" || name == "flow-control"
  }
}
