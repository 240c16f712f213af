internal import SwiftSyntax

extension CodeBlockItemSyntax {
  /// Both sides of an assignment, as stretches of the file.
  var assignment: (left: Stretch, right: Stretch)? {
    guard let sequence = item.as(SequenceExprSyntax.self) else { return nil }
    let parts = Array(sequence.elements)
    guard parts.count >= 3, parts[1].is(AssignmentExprSyntax.self), let last = parts.last else {
      return nil
    }
    let right = parts[2].span.lowerBound..<last.span.upperBound
    let text = parts[2...].map(\.description).joined()
    return (
      Stretch(range: parts[0].span, text: parts[0].text),
      Stretch(range: right, text: text.trimmed)
    )
  }
}

/// A piece of the file that is no node of its own.
struct Stretch {
  var range: Range<Int>
  var text: String
  func edit(_ text: String) -> Edit { Edit(range, text) }
}

extension String {
  var trimmed: String {
    let rest = drop(while: \.isWhitespace)
    return String(rest.prefix(rest.count - rest.reversed().prefix(while: \.isWhitespace).count))
  }
}
