/// A stretch of a file's text, and what stands there instead. An empty stretch is an insertion.
public struct Edit: Hashable, Sendable {
  /// In octets of UTF-8 from the start of the file.
  public var range: Range<Int>
  public var text: String

  public init(_ range: Range<Int>, _ text: String) {
    self.range = range
    self.text = text
  }
}

extension [UInt8] {
  /// The octets of `range` with `edits` made in it. Edits that overlap an earlier one, or reach out
  /// of the range, are a mistake of whoever made them.
  ///
  /// At one place, insertions come first, in their order, and then what is replaced.
  func applying(_ edits: [Edit], in range: Range<Int>) -> [UInt8] {
    var result: [UInt8] = []
    var position = range.lowerBound
    let ordered = edits.enumerated().sorted {
      ($0.element.range.lowerBound, $0.element.range.isEmpty ? 0 : 1, $0.offset)
        < ($1.element.range.lowerBound, $1.element.range.isEmpty ? 0 : 1, $1.offset)
    }
    for (_, edit) in ordered {
      precondition(
        edit.range.lowerBound >= position && edit.range.upperBound <= range.upperBound,
        "edits overlap")
      result += self[position..<edit.range.lowerBound]
      result += edit.text.utf8
      position = edit.range.upperBound
    }
    return result + self[position..<range.upperBound]
  }
}
