internal import Foundation
internal import Referee

extension RecordedCall {
  /// Of a call between two programs, as the referee between them saw it.
  init(title: String, of call: WireCall, lines: [TranscriptLine]) {
    self.init(
      title: title, request: call.request, response: call.response,
      events: Self.events(of: lines, sentBy: .client))
  }

  /// The frames of calls among the lines of a transcript, and the notes that are no program's output.
  ///
  /// - Parameters:
  ///   - side: Whose the lines are that were sent.
  ///   - withWindows: Whether WINDOW_UPDATE is among them.
  static func events(
    of lines: [TranscriptLine], sentBy side: Side, withWindows: Bool = false
  ) -> [Event] {
    let kept = lines.filter { line in
      line.direction == .note
        ? line.kind.isEmpty : line.stream > 0 && (withWindows || line.kind != "WINDOW_UPDATE")
    }
    let start = kept.first?.time ?? .zero
    let other: Side = side == .client ? .server : .client
    return kept.map { line in
      Event(
        milliseconds: Int(((line.time - start) / .milliseconds(1)).rounded()),
        from: line.direction == .note ? .nobody : line.direction == .sent ? side : other,
        frame: line.direction == .note ? nil : line.kind, text: line.text,
        endStream: line.endStream)
    }
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
