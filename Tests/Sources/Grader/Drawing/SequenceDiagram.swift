/// Draws a recording: two lifelines, an arrow a frame, the time at the left.
public struct SequenceDiagram {
  private let recording: RecordedCall
  private let client = 150
  private let server = 630
  private var y = 74
  private var body: [String] = []

  /// The picture as SVG.
  public static func svg(of recording: RecordedCall) -> String {
    var diagram = SequenceDiagram(recording)
    return diagram.draw()
  }

  private init(_ recording: RecordedCall) { self.recording = recording }

  private mutating func draw() -> String {
    var last = 0
    for event in shown {
      // A wait is to be seen.
      if event.milliseconds - last >= 400, event.from != .nobody { y += 18 }
      last = event.milliseconds
      draw(event)
    }
    let end = y - 14
    let frame = [(client, "client"), (server, "server")].flatMap { x, name in
      [
        SVG.line(x, 40, x, end, class: "line dashed"),
        SVG.box(x: x - 55, y: 10, width: 110, height: 30),
        SVG.text(name, x: x, y: 30, anchor: "middle", class: "frame"),
      ]
    }
    return SVG.document(height: end + 12, title: recording.title, body: frame + body)
  }

  /// Without the first frames of a message that took several, unless there is a wait between them.
  private var shown: [RecordedCall.Event] {
    let events = recording.events
    return events.indices.filter { index in
      guard isPart(events[index]) else { return true }
      let rest = events[(index + 1)...].first { $0.from == events[index].from }
      return rest?.frame != "DATA" || rest!.milliseconds - events[index].milliseconds > 20
    }.map { events[$0] }
  }

  private func isPart(_ event: RecordedCall.Event) -> Bool {
    event.frame == "DATA" && !event.text.isEmpty && !event.text.contains(":")
  }

  private mutating func draw(_ event: RecordedCall.Event) {
    let middle = (client + server) / 2
    guard let frame = event.frame else {
      body.append(SVG.text(event.text, x: middle, y: y + 4, anchor: "middle", class: "soft"))
      y += 36
      return
    }
    let kind = frame == "RST_STREAM" ? "reset" : event.from.rawValue
    let isFromClient = event.from == .client
    let time = "\(event.milliseconds) ms"
    body.append(SVG.text(time, x: 64, y: y + 4, anchor: "end", class: "soft"))
    body += SVG.arrow(
      from: isFromClient ? client : server, to: isFromClient ? server : client, y: y, class: kind)
    let words = [label(of: event), event.endStream ? "END_STREAM" : ""].filter { !$0.isEmpty }
    body.append(
      "<text x=\"\(middle)\" y=\"\(y - 7)\" text-anchor=\"middle\"><tspan class=\"frame\">"
        + "\(frame)</tspan>  \(JUnitReport.escaped(words.joined(separator: " · ")))</text>")
    y += 36
  }

  /// What a frame says, in a few words: a message by its place.
  private func label(of event: RecordedCall.Event) -> String {
    let name = event.from == .client ? recording.request : recording.response
    if event.frame == "DATA" {
      if event.text.isEmpty { return "" }
      if let colon = event.text.firstIndex(of: ":"), let number = Int(event.text[..<colon]) {
        return event.from == .client && name == "request" ? name : "\(name) \(number)"
      }
      return "a part of \(name == "request" ? "the request" : "a " + name)"
    }
    return event.text.count <= 56 ? event.text : event.text.prefix(55) + "…"
  }
}
