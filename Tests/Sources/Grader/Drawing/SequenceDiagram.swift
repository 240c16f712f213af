/// Draws a recording: two lifelines, an arrow a frame, the time at the left.
public struct SequenceDiagram {
  private let recording: RecordedCall
  /// The octets of the message that is under way, by the side that sends it.
  private var underWay: [RecordedCall.Side: Int] = [:]
  private let client = 150
  private let server = 630
  private var y = 74
  private var body: [String] = []

  /// The picture as SVG.
  public static func svg(of recording: RecordedCall) -> String {
    var diagram = SequenceDiagram(recording)
    let height = diagram.draw()
    return SVG.document(height: height, title: recording.title, body: diagram.body)
  }

  /// The picture as a part of a page that has ``SVG/style``.
  static func figure(of recording: RecordedCall) -> String {
    var diagram = SequenceDiagram(recording)
    let height = diagram.draw()
    return SVG.element(height: height, title: recording.title, body: diagram.body)
  }

  private init(_ recording: RecordedCall) { self.recording = recording }

  /// Returns its height.
  private mutating func draw() -> Int {
    var last = 0
    for event in recording.events {
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
    body = frame + body
    return end + 12
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

  /// What a frame says, in a few words.
  private mutating func label(of event: RecordedCall.Event) -> String {
    if event.frame == "DATA" { return event.text.isEmpty ? "" : dataLabel(of: event) }
    if event.frame == "WINDOW_UPDATE", let octets = Int(event.text.dropFirst()) {
      return "\(Self.grouped(octets)) octets more"
    }
    // What follows a path is worth more than the service's name.
    let path = event.text.prefix { $0 != " " }
    let text =
      event.text.count > 56 && path.hasPrefix("/") && path != event.text
      ? event.text.replacing(/^.*\//, with: "…/") : event.text
    if text.count <= (event.endStream ? 42 : 56) { return text }
    let status = String(text.prefix { $0 != "\"" }).replacing(" grpc-message ", with: "")
    return status.count <= 56 && status.hasPrefix("grpc-status") ? status : text.prefix(55) + "…"
  }

  /// A message by its name; where it takes several frames, also the octets of each.
  private mutating func dataLabel(of event: RecordedCall.Event) -> String {
    let name = event.from == .client ? recording.request : recording.response
    if let octets = event.octetsOfPart {
      let isFirst = underWay[event.from] == nil
      underWay[event.from, default: 0] += octets
      return "\(Self.grouped(octets)) octets, \(isFirst ? "the beginning" : "more") of a \(name)"
    }
    if let place = placeInLog(of: event) { return place }
    let words = event.text.split(separator: ":", maxSplits: 1)
    guard let number = words.first.flatMap({ Int($0) }) else { return "" }
    let isAlone = ["request", "response"].contains(name)
    let message = isAlone ? name : "\(name) \(number)"
    guard let sent = underWay.removeValue(forKey: event.from), words.count == 2,
      let size = Int(words[1].dropFirst().prefix { $0.isNumber })
    else { return message }
    // The prefix has five octets.
    return "\(Self.grouped(size + 5 - sent)) octets, the rest of \(isAlone ? "the " : "")\(message)"
  }

  /// Of a message whose place in a hub's log is what counts: that, and not its place in the call.
  private func placeInLog(of event: RecordedCall.Event) -> String? {
    if let after = event.text.firstMatch(of: /\bafter (\d+)$/)?.1 {
      return "\(recording.request), after \(after)"
    }
    guard let number = event.text.firstMatch(of: /: hub_guid \S+ number (\d+)/)?.1 else {
      return nil
    }
    return event.text.contains(" package {")
      ? "\(recording.response) \(number)" : "sign of life, number \(number)"
  }

  /// "16,384".
  private static func grouped(_ number: Int) -> String {
    var text = String(number)
    var place = text.count - 3
    while place > 0 {
      text.insert(",", at: text.index(text.startIndex, offsetBy: place))
      place -= 3
    }
    return text
  }
}
