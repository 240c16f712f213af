internal import SwiftSyntax

extension MutationOperator {
  /// Arguments and elements dropped, or exchanged with the next.
  static let arguments = [
    MutationOperator("argument", at: LabeledExprListSyntax.self) { list in
      if list.isEmpty { return [] }
      let labels = list.map { $0.label.map { "\($0.text): " } ?? "" }
      let values = list.map(\.expression.text)
      func text(_ values: [String], without dropped: Int? = nil) -> Change {
        let texts = values.indices.filter { $0 != dropped }.map { labels[$0] + values[$0] }
        return [Edit(list.span, texts.joined(separator: ", "))]
      }
      var changes: [Change] = []
      for place in values.indices where !RegionFinder.words.contains(labels[place].label) {
        if values.count > 1 || list.parent?.is(FunctionCallExprSyntax.self) == true {
          changes.append(text(values, without: place))
        }
        if place + 1 < values.count {
          var exchanged = values
          exchanged.swapAt(place, place + 1)
          changes.append(text(exchanged))
        }
      }
      return changes
    },
    MutationOperator("argument", at: ArrayElementListSyntax.self) { list in
      let values = list.map(\.expression.text)
      return values.indices.map { dropped in
        let rest = values.indices.filter { $0 != dropped }.map { values[$0] }
        return [Edit(list.span, rest.joined(separator: ", "))]
      }
    },
  ]
}

extension String {
  fileprivate var label: String { replacing(": ", with: "") }
}
