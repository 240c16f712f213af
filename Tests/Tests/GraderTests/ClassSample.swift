import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Grader

/// A class of tiny submissions, and a judge that builds nothing.
struct ClassSample {
  /// Who was judged, in order.
  final class Log: Sendable {
    private let ids = Mutex<[String]>([])

    var judged: [String] { ids.withLock { $0 } }

    func add(_ id: String) { ids.withLock { $0.append(id) } }
  }

  static let checks = [Samples.check("1.1"), Samples.check("1.2"), Samples.check("2.1")]

  let folder: URL
  let log = Log()

  var submissions: URL { folder.appending(path: "class") }

  /// Writes the files of a submission. `text` tells it from others: a check whose number is in it
  /// is passed.
  func handIn(_ name: String, _ text: String, under path: String = "") throws {
    try Self.write(
      "\(name)/\(path)Sources/DataHubServer/a.swift", text, into: submissions)
  }

  static func write(_ path: String, _ text: String, into folder: URL) throws {
    let file = folder.appending(path: path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  func run(into name: String = "results", roster: String? = nil) throws -> ClassRun {
    let results = folder.appending(path: name)
    let contents = try ClassFolder(
      reading: submissions, roster: try roster.map { try Roster($0, of: "roster.csv") },
      results: results)
    var run = ClassRun(
      workbook: try Root.workbook(), members: contents.members, results: results,
      checks: Self.checks, console: Console(reader: { _ in })
    ) { [log] member, handIn in
      log.add(member.id)
      return try Self.judge(member, handIn)
    }
    run.now = { Date(timeIntervalSince1970: 1_767_323_045) }
    return run
  }

  /// `broken` does not build, `trouble` cannot be judged.
  static func judge(_ member: ClassMember, _ handIn: HandIn) throws -> Grading {
    let text = handIn.sources.files.values.map { String(decoding: $0, as: UTF8.self) }.joined()
    if text.contains("trouble") { throw Trouble("The disk is full.", advice: "Make room.") }
    var grading = Samples.grading(
      checks.map { check in
        let isPassed = text.contains("\(check.number)")
        return isPassed
          ? CheckResult(check, .passed, seconds: 0.5) : Samples.failed(check.number)
      })
    grading.submission = member.id
    if text.contains("broken") {
      grading.build = .init(succeeded: false, seconds: 1, errors: ["Sources/a.swift:1: error: x"])
      grading.checks = checks.map { CheckResult($0, .notRun, seconds: 0) }
    }
    return grading
  }

  func text(_ file: String, in results: String = "results") throws -> String {
    try String(contentsOf: folder.appending(path: "\(results)/\(file)"), encoding: .utf8)
  }

  /// The lines of a CSV file without quotes, as the cells of these tests hold no comma.
  func cells(_ file: String, in results: String = "results") throws -> [[String]] {
    try text(file, in: results).split(separator: "\r\n").map { line in
      line.split(separator: ",", omittingEmptySubsequences: false).map {
        $0.trimmingCharacters(in: CharacterSet(charactersIn: "\""))
      }
    }
  }

  func grading(of id: String, in results: String = "results") throws -> Grading {
    try #require(ResultStore(reading: folder.appending(path: results)).grading(of: id))
  }
}
