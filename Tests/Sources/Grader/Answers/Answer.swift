public import Foundation

/// A change of End's sources, and the verdict that it must get: one folder of Tests/Answers.
public struct Answer: Sendable {
  /// How the grader must judge it.
  public enum Expectation: String, Codable, Sendable {
    /// The named checks fail, or time out.
    case fails
    /// Every check passes.
    case passes
    /// The named checks are reported as crashed.
    case crashes
    /// The named checks time out.
    case timesOut
    /// None of the named checks passes; none named means all.
    case neverPasses
    /// The compiler's errors are shown, with file and line.
    case doesNotBuild
  }

  /// The form of answer.json.
  private struct Description: Decodable {
    var summary: String
    var expect: Expectation
    var checks: [CheckNumber]?
    var passes: [Int]?
    var alone: Bool?
  }

  /// The folder's name.
  public var name: String
  public var summary: String
  public var expectation: Expectation
  /// The checks that must find it out.
  public var checks: [CheckNumber]
  /// Exercises whose checks must pass nevertheless.
  public var passes: [Int]
  /// Whether nothing else is judged meanwhile.
  public var alone: Bool
  public var folder: URL

  init(
    name: String, summary: String, expectation: Expectation, checks: [CheckNumber],
    passes: [Int], alone: Bool = false, folder: URL
  ) {
    self.name = name
    self.summary = summary
    self.expectation = expectation
    self.checks = checks
    self.passes = passes
    self.alone = alone
    self.folder = folder
  }

  /// Reads a folder.
  public init(folder: URL) throws {
    let file = folder.appending(path: "answer.json")
    do {
      let description = try JSONDecoder().decode(Description.self, from: Data(contentsOf: file))
      summary = description.summary
      expectation = description.expect
      checks = description.checks ?? []
      passes = description.passes ?? []
      alone = description.alone ?? false
    } catch {
      throw Trouble("\(file.path) cannot be read: \(error)", advice: "See Tests/Answers/README.md.")
    }
    name = folder.lastPathComponent
    self.folder = folder
  }

  /// All answers whose names begin with one of `prefixes`, or all; by name.
  public static func all(in workbook: Workbook, prefixes: [String] = []) throws -> [Answer] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: workbook.answers.path)) ?? []
    for prefix in prefixes where !names.contains(where: { $0.hasPrefix(prefix) }) {
      throw Trouble(
        "There is no answer \"\(prefix)\" in \(workbook.answers.path).",
        advice: "Name an answer or the beginning of its name, such as W01.")
    }
    return try names.sorted().filter { name in
      let isWanted = prefixes.isEmpty || prefixes.contains { name.hasPrefix($0) }
      let file = workbook.answers.appending(path: "\(name)/answer.json")
      return isWanted && FileManager.default.fileExists(atPath: file.path)
    }.map { try Answer(folder: workbook.answers.appending(path: $0)) }
  }

  /// End's sources with this answer's files put over them.
  public func sources(over end: SourceTree) -> SourceTree {
    end.overlaid(with: SubmittedSources(reading: folder).tree)
  }

  /// Where the report lies that a named check must make, if there is one.
  public func golden(of check: CheckNumber) -> URL {
    folder.appending(path: check == checks.first ? "report.txt" : "report-\(check).txt")
  }

  /// The checks that are run: those that are named, and those of exercises that must pass; all if
  /// neither is told.
  public func checks(among all: [Check]) -> [Check] {
    if checks.isEmpty && passes.isEmpty { return all }
    return all.filter { checks.contains($0.number) || passes.contains($0.number.exercise) }
  }
}
