import Foundation
import Referee
import TestSupport
import Testing

@testable import Grader

/// Each platform's script in the layout that its platform lays out, with a grader that finds what it is
/// told to find.
@Suite(.enabled(if: FileManager.default.isExecutableFile(atPath: Root.grade)))
struct PlatformScriptTests {
  private struct Layout {
    let folder: URL
    var workbook: URL { folder.appending(path: "workbook") }
    var platforms: URL { workbook.appending(path: "Tests/Platforms") }

    /// - Parameter grading: What the grader finds; nil if it comes to nothing.
    init(_ folder: URL, finding grading: Grading?) throws {
      self.folder = folder
      try FileManager.default.createDirectory(
        at: workbook.appending(path: "Tests"), withIntermediateDirectories: true)
      try FileManager.default.copyItem(
        at: Root.folder.appending(path: "Tests/Platforms"), to: platforms)
      for name in ["End", "Tests/Answers"] {
        try FileManager.default.createDirectory(
          at: workbook.appending(path: name), withIntermediateDirectories: true)
      }
      let result = folder.appending(path: "found.json")
      if let grading { try JSONReport.data(of: grading).write(to: result) }
      let script = """
        #!/usr/bin/env bash
        set -eu
        if [[ $1 == export ]]; then exec '\(Root.grade)' --root '\(Root.folder.path)' "$@"; fi
        echo '::set-output name=x::forged'
        echo '{"scores": {"Exercise 1": 1000}}'
        [[ $1 == class ]] || exit 0
        echo "$@" >'\(folder.path)/told'
        test -e "$2/submission/Start/Sources/a.swift"
        mkdir -p "$4/students"
        cp '\(result.path)' "$4/students/submission.json" 2>/dev/null
        exit \(grading?.handedIn?.outcome == .judged ? 0 : 2)

        """
      let grade = workbook.appending(path: "Tests/grade")
      try Data(script.utf8).write(to: grade)
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: grade.path)
    }

    /// Lays out what a student handed in.
    func handIn(at path: String) throws {
      try ClassSample.write("\(path)/Start/Sources/a.swift", "1.1", into: folder)
    }

    func run(
      _ script: String, _ arguments: [String] = [], environment: [String: String] = [:],
      in directory: String = ""
    ) async throws -> (status: Referee.ExitStatus?, out: [String]) {
      let program = try await Program.start(
        script, arguments: arguments, environment: environment,
        directory: folder.appending(path: directory).path)
      let status = await program.exit(within: Patience.scaled(.seconds(60)))
      return (status, program.allLines(.stdout).map(\.text))
    }

    func object(_ path: String) throws -> [String: Any] {
      let data = try Data(contentsOf: folder.appending(path: path))
      return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    }
  }

  private static let found = PlatformFormTests.grading()

  private func withLayout(
    finding grading: Grading?, _ body: (Layout) async throws -> Void
  ) async throws {
    try await withTemporaryFolder { folder in
      try await body(try Layout(folder, finding: grading))
    }
  }

  private func names(_ object: [String: Any], _ key: String = "name") -> [String] {
    (object["tests"] as? [[String: Any]] ?? []).compactMap { $0[key] as? String }
  }

  private static let names = found.checks.map { "\($0.number) \($0.sentence)" }

  @Test(arguments: [true, false])
  func `Gradescope finds its results, and words instead of a silent zero`(isFound: Bool)
    async throws
  {
    try await withLayout(finding: isFound ? Self.found : nil) { layout in
      try layout.handIn(at: "submission")
      try FileManager.default.moveItem(
        at: layout.workbook, to: layout.folder.appending(path: "source"))
      let place = ["AUTOGRADER": layout.folder.path]
      let scripts = layout.folder.appending(path: "source/Tests/Platforms/gradescope").path
      #expect(try await layout.run("\(scripts)/setup.sh", environment: place).status == .exited(0))
      _ = try await layout.run("\(scripts)/run_autograder", environment: place)
      let object = try layout.object("results/results.json")
      #expect(names(object) == (isFound ? Self.names : []))
      #expect((object["output"] as? String)?.contains("Not judged") == (isFound ? nil : true))
    }
  }

  @Test
  func `Classroom 50 finds result.json in the checkout, and a status that is no 0 without one`()
    async throws
  {
    for grading in [Self.found, PlatformFormTests.grading(.notJudged), nil] {
      try await withLayout(finding: grading) { layout in
        try layout.handIn(at: "checkout")
        let script = layout.platforms.appending(path: "classroom50/autograder.py").path
        let (status, _) = try await layout.run(script, in: "checkout")
        let isJudged = grading?.handedIn?.outcome == .judged
        #expect((status == .exited(0)) == isJudged)
        let file = layout.folder.appending(path: "checkout/result.json")
        #expect(FileManager.default.fileExists(atPath: file.path) == isJudged)
        if isJudged {
          let object = try layout.object("checkout/result.json")
          #expect(names(object, "test-name") == Self.names)
        }
      }
    }
  }

  @Test func `A job of GitHub Actions takes no command from a student, and has output and summary`()
    async throws
  {
    try await withLayout(finding: Self.found) { layout in
      try layout.handIn(at: "checkout")
      let (output, summary) = (
        layout.folder.appending(path: "output"), layout.folder.appending(path: "summary")
      )
      let (status, out) = try await layout.run(
        layout.platforms.appending(path: "github/grade-job").path,
        environment: [
          "GITHUB_OUTPUT": output.path, "GITHUB_STEP_SUMMARY": summary.path,
          "GITHUB_WORKSPACE": layout.folder.appending(path: "checkout").path,
        ])
      #expect(status == .exited(1))
      let stop = try #require(out.first)
      #expect(stop.hasPrefix("::stop-commands::") && stop.count > 40)
      #expect(out.contains("::set-output name=x::forged"))
      #expect(out.last == "::\(stop.dropFirst("::stop-commands::".count))::")
      let told = try String(contentsOf: output, encoding: .utf8)
      let encoded = told.trimmingCharacters(in: .whitespacesAndNewlines).dropFirst("result=".count)
      let data = try #require(Data(base64Encoded: String(encoded)))
      let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
      #expect(names(object) == Self.names)
      #expect(try String(contentsOf: summary, encoding: .utf8).hasPrefix("## DataHub: 2 of 4"))
    }
  }

  @Test(arguments: [true, false])
  func `PrairieLearn always hears 0, and reads what is gradable`(isFound: Bool) async throws {
    try await withLayout(finding: isFound ? Self.found : nil) { layout in
      try layout.handIn(at: "grade/student")
      let (status, _) = try await layout.run(
        layout.platforms.appending(path: "prairielearn/run.sh").path,
        environment: ["GRADE": layout.folder.appending(path: "grade").path])
      #expect(status == .exited(0))
      let object = try layout.object("grade/results/results.json")
      #expect(object["gradable"] as? Bool == isFound)
      #expect(names(object) == (isFound ? Self.names : []))
    }
  }

  @Test(arguments: [("datahub-2", "--only 2"), ("datahub", nil)])
  func `An Exercism runner takes slug, input and output`(slug: String, only: String?) async throws {
    try await withLayout(finding: Self.found) { layout in
      try layout.handIn(at: "in")
      let (status, _) = try await layout.run(
        layout.platforms.appending(path: "exercism/run.sh").path,
        [slug, layout.folder.appending(path: "in").path, layout.folder.appending(path: "out").path])
      #expect(status == .exited(0))
      #expect(names(try layout.object("out/results.json")) == Self.names)
      let told = try String(contentsOf: layout.folder.appending(path: "told"), encoding: .utf8)
      #expect(told.contains("--only") == (only != nil))
      if let only { #expect(told.contains(only)) }
    }
  }

  @Test func `Autolab's last line is the scores, and nothing else is the student's`() async throws {
    try await withLayout(finding: Self.found) { layout in
      try layout.handIn(at: "handin")
      let (status, out) = try await layout.run(
        layout.platforms.appending(path: "autolab/autograde").path,
        [layout.folder.appending(path: "handin").path])
      #expect(status == .exited(0))
      #expect(out == [#"{"scores":{"Exercise 1":1,"Exercise 2":1}}"#])
    }
    try await withLayout(finding: nil) { layout in
      try layout.handIn(at: "handin")
      let (status, out) = try await layout.run(
        layout.platforms.appending(path: "autolab/autograde").path,
        [layout.folder.appending(path: "handin").path])
      #expect(status == .exited(2))
      #expect(!out.contains { $0.contains("scores") })
    }
  }
}
