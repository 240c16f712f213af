import Foundation
import TestSupport
import Testing

@testable import Grader

@Suite struct PlacesTests {
  private func places(from folder: String, _ submission: String = "Start") throws -> Places {
    let workbook = try Root.workbook()
    let current =
      folder.hasPrefix("/") ? URL(filePath: folder) : workbook.root.appending(path: folder)
    return Places(
      from: current, workbook: workbook,
      submission: try Submission(submission, in: workbook, current: current))
  }

  @Test func `Paths work from where one stands`() throws {
    let (file, command) = ("Sources/DataHub/A.swift:1", "Tests/grade 1.1")
    let root = try Root.workbook().root.path
    for (folder, workbook, submitted) in [
      ("", command, "Start/\(file)"),
      ("Start", "../\(command)", file),
      ("Start/Sources/DataHub", "../../../\(command)", "../../../Start/\(file)"),
      ("/", "\(root)/\(command)", "\(root.dropFirst())/Start/\(file)"),
      ("/etc", "\(root)/\(command)", "\(root)/Start/\(file)"),
    ] {
      let places = try places(from: folder)
      #expect(places.workbook(command) == workbook)
      let path = places.submitted(file)
      #expect(path == submitted || folder == "/" && path.hasSuffix("Start/\(file)"))
    }
    #expect(Places().workbook(command) == command && Places().submitted(file) == file)
    #expect(try places(from: "").submitted("error: no file") == "error: no file")
  }

  @Test func `The report and its summary use them`() throws {
    var report = TextReport()
    report.places = try places(from: "Start")
    let text = report.text(of: Samples.failed(verdict: .crashed))
    for words in [
      "again     ../Tests/grade 1.1\n", "read      ../Exercises/01", "at        Sources/",
      "whole     ../.build/transcripts/1.1.txt\n",
    ] { #expect(text.contains(words)) }
    let summary = report.summary(of: Samples.grading([Samples.failed()]))
    #expect(summary.contains("again     ../Tests/grade 1.1"))
  }

  @Test func `A command works from where one stands, also where the workbook's path has spaces`()
    async throws
  {
    try await withTemporaryFolder { folder in
      let root = folder.appending(path: "my course")
      for path in ["Start/Package.swift", "Protos/Package.swift"] {
        let file = root.appending(path: path)
        try FileManager.default.createDirectory(
          at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data().write(to: file)
      }
      let workbook = try Workbook(root: root)
      let far = Places(from: URL(filePath: "/etc"), workbook: workbook, submission: nil)
      #expect(far.command("Tests/grade 1.1") == "'\(workbook.root.path)/Tests/grade' 1.1")
      #expect(far.sources(of: "Start") == "\(workbook.root.path)/Start/Sources")
      let near = Places(from: root, workbook: workbook, submission: nil)
      #expect(near.command("Tests/grade 1.1") == "Tests/grade 1.1")
    }
  }

  @Test func `A place or a command is never broken, however narrow the terminal is`() throws {
    var report = TextReport()
    report.width = 60
    report.places = try places(from: "/etc")
    let deep = "Sources/DataHubServer/A/Folder/With/A/Long/Name/EgressService.swift"
    var crash = Samples.failed(verdict: .crashed)
    crash.failure?.place = "\(deep):101:17"
    var stub = CheckResult(
      Samples.check("1.1"), .notStarted, seconds: 0,
      failure: CheckResult.Failure(received: "", read: "", again: ""))
    stub.failure?.place = "\(deep):101"
    var grading = Samples.grading([Samples.failed()])
    grading.build.warnings = ["\(deep):101:17: warning: " + String(repeating: "word ", count: 30)]
    let lines =
      [report.text(of: crash), report.text(of: stub), report.summary(of: grading)]
      .flatMap { $0.split(separator: "\n").map(String.init) } + report.warnings(in: grading)
    let root = try Root.workbook().root.path
    for whole in [
      "  at        \(root)/Start/\(deep):101:17", "      \(root)/Start/\(deep):101",
      "  again     \(root)/Tests/grade 1.1", "again     \(root)/Tests/grade 1.1",
      "  whole     \(root)/.build/transcripts/1.1.txt", "\(root)/Start/\(deep):101:17:",
    ] { #expect(lines.contains { $0.hasPrefix(whole) }, "\(whole)") }
    #expect(lines.contains("      still throws what the stub threw"))
    #expect(lines.contains { $0.hasPrefix("  warning: word word") && $0.count <= 60 })
  }

  @Test(arguments: [60, 80, 120])
  func `No line is wider than the terminal, and a wide one is used`(width: Int) {
    var report = TextReport()
    report.width = width
    let long = String(repeating: "a long story ", count: 30)
    let lines = report.text(of: Samples.failed(received: long)).split(separator: "\n")
      // Its transcript was made elsewhere.
      .filter { !$0.contains(" ms  ") }
    #expect(lines.allSatisfy { $0.count <= width })
    #expect(lines.contains { $0.count > width - 14 })
  }
}
