/// Finds where a transcript goes on and on in the same way, and leaves out the middle.
enum Repetition {
  enum Item {
    case line(TranscriptLine)
    case omitted(Int, what: String)

    /// How many lines it stands for.
    var count: Int {
      switch self {
      case .line: 1
      case .omitted(let count, _): count
      }
    }

    /// Whether it says what a check did.
    var isRemark: Bool {
      switch self {
      case .line(let line): line.direction == .note && line.kind.isEmpty
      case .omitted: false
      }
    }

    var isOmitted: Bool {
      switch self {
      case .line: false
      case .omitted: true
      }
    }
  }

  /// The longest pattern looked for, in lines.
  private static let longestPeriod = 4
  /// How many lines of a run are shown at its start, and at its end; in whole patterns.
  private static let shown = (4, 2)

  /// - Parameter noun: What messages of one direction are called.
  static func collapsed(_ lines: [TranscriptLine], noun: String) -> [Item] {
    let shapes = lines.map(shape)
    var items: [Item] = []
    var index = 0
    while index < lines.count {
      guard let (period, length) = run(at: index, in: shapes) else {
        items.append(.line(lines[index]))
        index += 1
        continue
      }
      let first = max(shown.0, 2 * period)
      let last = max(shown.1, period)
      let run = lines[index..<index + length]
      let middle = run.dropFirst(first).dropLast(last)
      items += run.prefix(first).map(Item.line)
      items.append(.omitted(middle.count, what: areAlike(middle) ? noun : "lines"))
      items += run.suffix(last).map(Item.line)
      index += length
    }
    return items
  }

  /// A pattern that begins here and goes on long enough for something to be left out.
  private static func run(at start: Int, in shapes: [String]) -> (period: Int, length: Int)? {
    for period in 1...longestPeriod {
      var end = start + period
      while end < shapes.count && shapes[end] == shapes[end - period] { end += 1 }
      let length = min(end, shapes.count) - start
      if length >= max(shown.0, 2 * period) + max(shown.1, period) + 2 { return (period, length) }
    }
    return nil
  }

  /// What a line says but for its values: two lines of one shape differ in those alone.
  private static func shape(_ line: TranscriptLine) -> String {
    let words = line.text.split(separator: " ").filter { word in
      word.utf8.allSatisfy { (0x61...0x7a).contains($0) || $0 == 0x5f }
    }
    let head = [line.direction.rawValue, line.kind, line.endStream ? "END_STREAM" : ""]
    return (head + words.map(String.init)).joined(separator: " ")
  }

  /// Whether all of them tell messages of one direction.
  private static func areAlike(_ lines: ArraySlice<TranscriptLine>) -> Bool {
    lines.allSatisfy { $0.isMessage && $0.direction == lines.first?.direction }
  }
}
