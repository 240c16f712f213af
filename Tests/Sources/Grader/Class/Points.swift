public import Foundation
internal import SwiftCSV

/// What checks are worth: one point each, unless a file says otherwise.
public struct Points: Hashable, Sendable {
  private var worth: [CheckNumber: Decimal] = [:]

  public init() {}

  /// Reads a CSV file with the columns check and points: `1.1,2` is for a check, `5,0.5` for each one
  /// of an exercise, which a line for the check overrules.
  ///
  /// - Throws: ``Trouble`` for a line that is no such thing.
  public init(reading file: URL, checks: [Check]) throws(Trouble) {
    guard let text = try? String(contentsOf: file, encoding: .utf8) else {
      throw Trouble("\(file.path) cannot be read.", advice: "Name a CSV file: check,points.")
    }
    try self.init(text, of: file.path, checks: checks)
  }

  init(_ text: String, of place: String, checks: [Check]) throws(Trouble) {
    let text = text.replacing("\u{feff}", with: "").replacing("\r\n", with: "\n")
    guard let table = try? CSV<Named>(string: text), table.header.contains("check"),
      table.header.contains("points")
    else {
      throw Trouble("\(place) has no columns check and points.", advice: "Begin it: check,points.")
    }
    var exercises: [CheckNumber: Decimal] = [:]
    for row in table.rows {
      let (word, points) = (row["check"] ?? "", row["points"] ?? "")
      let found = try Selection.checks([word], among: checks).map(\.number)
      guard points.wholeMatch(of: #/[0-9]{1,6}(\.[0-9]{1,6})?/#) != nil,
        let value = Decimal(string: points, locale: Locale(identifier: "en_US_POSIX"))
      else {
        throw Trouble(
          "\(place): \"\(points)\" for \(word) is no number of points.",
          advice: "Write it as 2 or 0.5.")
      }
      for number in found {
        if "\(number)" == word { worth[number] = value } else { exercises[number] = value }
      }
    }
    worth.merge(exercises) { own, _ in own }
  }

  public func worth(of check: CheckNumber) -> Decimal { worth[check] ?? 1 }

  /// What all these checks are worth.
  public func most(_ checks: [CheckNumber]) -> Decimal {
    checks.reduce(0) { $0 + worth(of: $1) }
  }

  /// What a student has: of these checks, those that are passed. nil if it was not judged, or not all
  /// of it.
  public func score(of grading: Grading, in checks: [CheckNumber]) -> Decimal? {
    if grading.handedIn?.outcome == .notJudged || grading.exitCode == 2 { return nil }
    let passed = Set(grading.checks.filter { $0.verdict == .passed }.map(\.number))
    return most(checks.filter(passed.contains))
  }

  /// `12`, `0.5`; `-` for nil.
  static func text(_ points: Decimal?) -> String { points.map { "\($0)" } ?? "-" }
}
