internal import Foundation

/// What an exercise's page says about its checks: the sentences of a step, and its folded hints, in
/// the order in which they stand there.
struct HintPage: Sendable {
  private(set) var hints: [Hint] = []
  /// What the page asks for, by check: the point that begins with the check's number.
  private(set) var points: [CheckNumber: [String]] = [:]

  init(of exercise: Exercise, in workbook: Workbook) throws(Trouble) {
    let file = workbook.root.appending(path: exercise.page)
    guard let text = try? String(contentsOf: file, encoding: .utf8) else {
      throw Trouble(
        "\(exercise.page) cannot be read.",
        advice: "Fetch it again: git checkout -- \(exercise.page).")
    }
    self.init(text)
  }

  init(_ text: String) {
    var (step, isCode) = (0, false)
    var hint: Hint?
    var point: CheckNumber?
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      if line.hasPrefix("```") { isCode.toggle() }
      if let open = hint {
        if !isCode, line.hasPrefix("</details>") {
          hints.append(open)
          hint = nil
        } else {
          hint?.lines.append(String(line))
        }
      } else if isCode {
        continue
      } else if line.hasPrefix("#") {
        (step, point) = (line.wholeMatch(of: /#+ Step (\d+).*/).flatMap { Int($0.1) } ?? 0, nil)
      } else if step > 0, let title = line.wholeMatch(of: Self.summary)?.1 {
        point = nil
        hint = Self.hint(String(title), step: step)
      } else if step > 0, let match = line.prefixMatch(of: /- \*\*(\d+\.\d+)\*\*\s+/) {
        point = CheckNumber(String(match.1))
        if let point { points[point] = [String(line[match.range.upperBound...])] }
      } else if let open = point, line.hasPrefix("  ") {
        points[open]?.append(String(line.drop { $0 == " " }))
      } else {
        point = nil
      }
    }
  }

  /// The hints for a check, from where to look to the code.
  func hints(for check: Check) -> [Hint] { hints.filter { $0.isFor(check) } }

  private static var summary: Regex<(Substring, Substring)> {
    /<details><summary>\s*Hint\s*(.*?)\s*<\/summary>\s*/
  }

  /// - Parameter title: ": the shape of it", or " for 5.4 and 5.5: the guard".
  private static func hint(_ title: String, step: Int) -> Hint {
    let (head, colon, rest) = title.partitioned(at: ":")
    return Hint(
      title: (colon ? rest : head).trimmingCharacters(in: .whitespaces), step: step,
      checks: numbers(in: colon ? head : ""), lines: [])
  }

  /// The numbers in "for 1.1 to 1.7, and 2.1".
  private static func numbers(in text: String) -> Set<CheckNumber> {
    var found: Set<CheckNumber> = []
    for match in text.matches(of: /(\d+)\.(\d+)(?:\s+to\s+(\d+)\.(\d+))?/) {
      guard let exercise = Int(match.1), let first = Int(match.2) else { continue }
      let last = match.3.flatMap { Int($0) } == exercise ? match.4.flatMap { Int($0) } : nil
      for place in first...max(first, last ?? first) {
        found.insert(CheckNumber(exercise, place))
      }
    }
    return found
  }
}

extension String {
  /// What stands before the first `mark`, whether there is one, and what stands after it.
  fileprivate func partitioned(at mark: Character) -> (String, Bool, String) {
    guard let index = firstIndex(of: mark) else { return (self, false, "") }
    return (String(self[..<index]), true, String(self[self.index(after: index)...]))
  }
}
