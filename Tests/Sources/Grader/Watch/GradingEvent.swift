internal import Foundation

/// What a grading tells while it goes on, for a program that shows it: a line of JSON each.
public enum GradingEvent: Codable, Hashable, Sendable {
  /// A check begins.
  case judging(CheckNumber)
  /// A check is judged. For machines see ``JSONReport``: this is what people are shown of it.
  case judged(CheckResult)
  /// What goes on, and for how long: a build.
  case doing(String)
  /// Anything else that it says: why it does not build, and in the end the summary.
  case text(String)

  /// Longer lines are cut by those who read programs' output.
  private static let longestLine = 16_000

  public var line: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    func encoded(_ event: GradingEvent) -> String {
      (try? encoder.encode(event)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }
    switch self {
    case .judging, .doing: return encoded(self)
    case .text(let text):
      let line = encoded(self)
      return line.utf8.count <= Self.longestLine ? line : encoded(.text("\(text.prefix(2_000))…"))
    case .judged(var result):
      result.failure?.events = []
      let line = encoded(.judged(result))
      if line.utf8.count <= Self.longestLine { return line }
      result.failure?.shorten()
      return encoded(.judged(result))
    }
  }

  /// nil for a line that is none.
  init?(line: String) {
    guard let event = try? JSONDecoder().decode(GradingEvent.self, from: Data(line.utf8)) else {
      return nil
    }
    self = event
  }
}

extension CheckResult.Failure {
  /// Leaves out most of what programs said.
  fileprivate mutating func shorten() {
    func short(_ text: String) -> String { text.count <= 400 ? text : "\(text.prefix(400))…" }
    expected = expected.map(short)
    received = short(received)
    transcript = transcript.suffix(20).map { String($0.prefix(120)) }
    call = nil
    lastWords = lastWords.suffix(3).map { String($0.prefix(160)) }
  }
}
