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
      title: title, request: request, response: response, events: RecordedCall.folded(events))
  }
}
