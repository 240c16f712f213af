internal import Referee

/// A call of a check, as it was on the wire, with what was noted meanwhile: what a picture is drawn
/// from.
public struct CheckCall: Codable, Hashable, Sendable {
  /// Where it is in the transcript; 0 if there was no call, and only notes are told.
  public var connection: Int
  public var stream: Int
  public var call: RecordedCall

  /// How many events are kept: as many as a picture can hold.
  private static let most = 24
  /// How long a note can be, in characters.
  private static let longestNote = 90

  /// The method's path.
  var path: String? {
    call.events.first { $0.frame == "HEADERS" }.map { String($0.text.prefix { $0 != " " }) }
  }

  /// All of them in the order in which they begin; without any, what was noted.
  ///
  /// - Parameter lines: Of the check's transcript.
  static func all(in lines: [TranscriptLine], of check: Check) -> [CheckCall] {
    var places: [StreamPlace] = []
    var seen: Set<StreamPlace> = []
    for line in lines where line.stream > 0 {
      let place = StreamPlace(connection: line.connection, stream: line.stream)
      if seen.insert(place).inserted { places.append(place) }
    }
    let calls = places.map { CheckCall(lines, at: $0, of: check) }
    return calls.isEmpty ? [inQuestion(at: nil, in: lines, of: check)].compactMap(\.self) : calls
  }

  /// The one in question: at this place, or else the last that something happened to.
  static func inQuestion(
    at place: StreamPlace?, in lines: [TranscriptLine], of check: Check
  ) -> CheckCall? {
    let last = lines.last { $0.stream > 0 }
    let place =
      place ?? last.map { StreamPlace(connection: $0.connection, stream: $0.stream) }
      ?? StreamPlace(connection: 0, stream: 0)
    let call = CheckCall(lines, at: place, of: check)
    return call.call.events.isEmpty ? nil : call
  }

  init(connection: Int, stream: Int, call: RecordedCall) {
    (self.connection, self.stream, self.call) = (connection, stream, call)
  }

  private init(_ lines: [TranscriptLine], at place: StreamPlace, of check: Check) {
    connection = place.connection
    stream = Int(place.stream)
    let own = lines.filter { line in
      line.direction == .note || line.connection == place.connection && line.stream == place.stream
    }
    // The referee's is the side that does not begin, where the program does.
    let begins = own.first { $0.kind == "HEADERS" }
    let side: RecordedCall.Side = begins?.direction == .received ? .server : .client
    let path = begins?.text.prefix { $0 != " " } ?? ""
    let names = WireCall.allCases.first { $0.path == path }
    let events = RecordedCall.events(
      of: own.map(Self.noted), sentBy: side, withWindows: check.number.exercise == 6)
    call = RecordedCall(
      title: "\(check.number) \(check.sentence)", request: names?.request ?? "message",
      response: names?.response ?? "message",
      events: RecordedCall.folded(events.map(Self.short), most: Self.most))
  }

  /// What a program prints is a note as well; its time stands at the left already.
  private static func noted(_ line: TranscriptLine) -> TranscriptLine {
    if line.direction != .note || line.kind.isEmpty { return line }
    var note = line
    let text = line.text.replacing(#/^[-0-9]{10}T[0-9:.]+(?:Z|[-+][0-9:]+) /#, with: "")
    (note.kind, note.text) = ("", "\(line.kind): \(text)")
    return note
  }

  private static func short(_ event: RecordedCall.Event) -> RecordedCall.Event {
    var event = event
    if event.isMessage {
      // Which one it is says enough: a picture has no room for its fields.
      event.text = event.text.prefix { $0 != ":" } + ":"
    } else if event.text.count > longestNote {
      event.text = event.text.prefix(longestNote - 1) + "…"
    }
    return event
  }

  /// See ``PlainText/harmless(_:keepingLines:)``.
  var harmless: CheckCall {
    var copy = self
    copy.call.title = PlainText.harmless(call.title)
    for index in call.events.indices {
      copy.call.events[index].text = PlainText.harmless(call.events[index].text)
    }
    return copy
  }
}
