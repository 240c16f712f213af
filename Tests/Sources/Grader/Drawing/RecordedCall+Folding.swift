extension RecordedCall {
  /// Without the middle of many messages that follow each other in one direction.
  static func folded(_ events: [Event]) -> [Event] {
    folding(events) { run in run[0].isMessage && run.count > 6 ? "of them" : nil }
  }

  /// The same, and without the middle of many notes or parts of messages, and of what is then more
  /// than `most`.
  static func folded(_ events: [Event], most: Int) -> [Event] {
    let shown = folding(folded(events)) { run in
      if run.count <= 5 { return nil }
      if run[0].from == .nobody { return "lines" }
      return run[0].octetsOfPart == nil ? nil : "DATA frames"
    }
    if shown.count <= most { return shown }
    let (first, last) = (most / 3, most - most / 3 - 1)
    let omitted = shown.dropFirst(first).dropLast(last)
    return shown.prefix(first) + [more(omitted, "lines")] + shown.suffix(last)
  }

  /// Leaves out the middle of each run of alike events that has a name.
  private static func folding(_ events: [Event], name: ([Event]) -> String?) -> [Event] {
    var shown: [Event] = []
    var rest = events[...]
    while let first = rest.first {
      let run = Array(rest.prefix { isAlike($0, first) })
      if let name = name(run) {
        shown += run.prefix(2) + [more(run.dropFirst(2).dropLast(), name)] + run.suffix(1)
      } else {
        shown += run
      }
      rest = rest.dropFirst(run.count)
    }
    return shown
  }

  private static func isAlike(_ one: Event, _ other: Event) -> Bool {
    one.from == other.from && one.isMessage == other.isMessage
      && (one.octetsOfPart == nil) == (other.octetsOfPart == nil)
      && (one.isMessage || one.octetsOfPart != nil || one.frame == other.frame)
  }

  private static func more(_ omitted: ArraySlice<Event>, _ name: String) -> Event {
    Event(
      milliseconds: omitted.last?.milliseconds ?? 0, from: .nobody, frame: nil,
      text: "… \(omitted.count) more \(name) …", endStream: false)
  }
}
