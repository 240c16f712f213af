internal import SwiftParser
internal import SwiftSyntax

/// A file of a submission, and every small change of it.
public struct MutatedFile: Sendable {
  /// The path in Sources: `DataHubServer/EgressService.swift`.
  public let path: String
  public let regions: [Region]
  public let mutants: [Mutant]
  let octets: [UInt8]

  public init(path: String, text: String, operators: [MutationOperator] = MutationOperator.all) {
    self.path = path
    let octets = Array(text.utf8)
    self.octets = octets
    let tree = Parser.parse(source: text)
    let finder = RegionFinder(viewMode: .sourceAccurate)
    finder.walk(tree)
    regions = finder.regions.map(\.region)
    let lines = SourceLocationConverter(fileName: path, tree: tree)

    var mutants: [Mutant] = []
    var occurrences: [String: Int] = [:]
    for (index, found) in finder.regions.enumerated() {
      let region = found.region
      let origin = "\(ContentName(String(decoding: octets[region.range], as: UTF8.self)))"
      var seen: Set<[UInt8]> = [octets.applying(region.preparation, in: region.range)]
      for (kind, edits) in Self.changes(of: found.node, in: region, by: operators) {
        let mutated = octets.applying(edits + region.preparation, in: region.range)
        guard seen.insert(mutated).inserted, let first = edits.map(\.range.lowerBound).min() else {
          continue
        }
        let what = edits.map { edit in
          String(decoding: octets[edit.range], as: UTF8.self) + "→" + edit.text
        }.joined(separator: "\n")
        let name = "\(region.place)/\(kind)/\(ContentName(path, region.place, kind, what))"
        // The same change at several places of one region: counted from the top.
        let count = occurrences[name, default: 0]
        occurrences[name] = count + 1
        mutants.append(
          Mutant(
            id: count == 0 ? name : "\(name).\(count + 1)", file: path, place: region.place,
            kind: kind, line: lines.location(for: AbsolutePosition(utf8Offset: first)).line,
            origin: origin, region: index, edits: edits))
      }
    }
    self.mutants = mutants
  }

  private static func changes(
    of node: Syntax, in region: Region, by operators: [MutationOperator]
  ) -> [(String, [Edit])] {
    if case .optionName = region.form {
      return [("flag", [node.preceded(by: ".customLong(\"renamed\")")])]
    }
    let walker = Walker(operators: operators)
    walker.walk(node)
    return walker.changes
  }

  /// The file with one of its mutants made in it.
  public func text(with mutant: Mutant) -> String {
    var edits = mutant.edits + regions[mutant.region].preparation
    if case .optionName = regions[mutant.region].form {
      edits = edits.map { Edit($0.range, "name: \($0.text), ") }
    }
    return String(decoding: octets.applying(edits, in: octets.indices), as: UTF8.self)
  }

  public var text: String { String(decoding: octets, as: UTF8.self) }
}

/// Asks every operator about every node.
private final class Walker: SyntaxAnyVisitor {
  let operators: [MutationOperator]
  var changes: [(String, [Edit])] = []

  init(operators: [MutationOperator]) {
    self.operators = operators
    super.init(viewMode: .sourceAccurate)
  }

  override func visitAny(_ node: Syntax) -> SyntaxVisitorContinueKind {
    // Words for people are held to by nobody.
    if let argument = node.as(LabeledExprSyntax.self),
      RegionFinder.words.contains(argument.label?.text ?? "") || argument.isForPeople
    {
      return .skipChildren
    }
    for each in operators {
      for change in each.changes(node) { changes.append((each.name, change)) }
    }
    return .visitChildren
  }
}

extension LabeledExprSyntax {
  /// Whether it is the message of a ValidationError or of a precondition.
  fileprivate var isForPeople: Bool {
    guard let call = parent?.parent?.as(FunctionCallExprSyntax.self) else { return false }
    return call.calledExpression.text == "ValidationError"
      || call.calledExpression.text == "precondition" && self != call.arguments.first
  }
}
