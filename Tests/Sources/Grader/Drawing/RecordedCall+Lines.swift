internal import Foundation
internal import Referee

extension RecordedCall {
  /// The frames of calls among the lines of a transcript, but for those that are about windows, and
  /// the notes that are no program's output. What was sent is the client's.
  init(title: String, of call: WireCall, lines: [TranscriptLine]) {
    let kept = lines.filter { line in
      line.direction == .note ? line.kind.isEmpty : line.stream > 0 && line.kind != "WINDOW_UPDATE"
    }
    let start = kept.first?.time ?? .zero
    self.init(
      title: title, request: call.request, response: call.response,
      events: kept.map { line in
        Event(
          milliseconds: Int(((line.time - start) / .milliseconds(1)).rounded()),
          from: line.direction == .note ? .nobody : line.direction == .sent ? .client : .server,
          frame: line.direction == .note ? nil : line.kind, text: line.text,
          endStream: line.endStream)
      })
  }

  /// Draws it into a file.
  ///
  /// - Throws: ``Trouble`` if the file cannot be written.
  func draw(to path: String, _ console: Console) throws {
    do {
      try Data(SequenceDiagram.svg(of: self).utf8).write(to: URL(filePath: path), options: .atomic)
    } catch {
      throw Trouble(
        "The picture cannot be written to \(path): \(error.localizedDescription)",
        advice: "Name a file in a folder that exists and can be written to.")
    }
    console.progress("drew \(PlainText.harmless(path))")
  }
}
