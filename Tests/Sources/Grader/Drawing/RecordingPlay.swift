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
    // Windows are drawn where they are the point.
    let events = RecordedCall.events(
      of: lines, sentBy: referee, withWindows: ["flow-control", "stale"].contains(name))
    return RecordedCall(
      title: title, request: request, response: response, events: folded(events))
  }

  /// Without the middle of many messages that follow each other in one direction.
  private func folded(_ events: [RecordedCall.Event]) -> [RecordedCall.Event] {
    var shown: [RecordedCall.Event] = []
    var rest = events[...]
    while let first = rest.first {
      let run = rest.prefix { $0.isMessage && $0.from == first.from }
      if run.count > 6 {
        let what = "… \(run.count - 3) more of them …"
        shown += run.prefix(2)
        shown.append(
          RecordedCall.Event(
            milliseconds: run[run.endIndex - 2].milliseconds, from: .nobody, frame: nil, text: what,
            endStream: false))
        shown += run.suffix(1)
      } else {
        shown += run.isEmpty ? [first] : Array(run)
      }
      rest = rest.dropFirst(max(1, run.count))
    }
    return shown
  }
}
