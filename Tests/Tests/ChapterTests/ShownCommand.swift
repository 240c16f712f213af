import Foundation
import Grader
import Referee
import TestSupport

/// A command that a page shows, and what it prints.
///
/// Nothing is built for it: the programs are those that the grader has kept, and the grader is the
/// one that lies in the build folder.
struct ShownCommand {
  let command: String
  /// The word after `console` in the block's info string: `passed` or `new`, if the output is the one
  /// after all checks have passed, or before anything is written; `alone`, if no server runs.
  let circumstance: String?

  private var words: [String] { command.split(separator: " ").map(String.init) }

  init(_ command: String, to circumstance: String?) {
    self.command = command
    self.circumstance = circumstance
  }

  var isKnown: Bool {
    ["Tests/grade", "Tests/test"].contains(words.first ?? "") || started != nil
  }

  /// The program that `Tests/run` would start, "server" or "client", and its arguments.
  private var started: (program: String, arguments: [String])? {
    guard words.first == "Tests/run" else { return nil }
    let rest = words.dropFirst().drop { $0.hasPrefix("--") }
    guard let program = rest.first, ["server", "client"].contains(program) else { return nil }
    return (program, Array(rest.dropFirst()))
  }

  func output() async throws -> [String] {
    if let (program, arguments) = started {
      if program == "server" {
        return try await Shown.withServer(interval: "1s") { line, _ in [line] }
      }
      if circumstance == "alone" { return try await Shown.client(arguments, port: 1) }
      return try await Shown.withServer(interval: "50ms") { _, port in
        try await Shown.client(arguments, port: port)
      }
    }
    return switch (words.first, circumstance) {
    case ("Tests/test", _): lastLinesOfTests()
    case (_, "class"): ShownClass.output(of: Check.all.filter { $0.number.exercise == 1 })
    case (_, "passed"): report(when: .passed)
    case (_, "new"): report(when: .notStarted)
    default: try await grade()
    }
  }

  /// What the built grader prints. It must not build: `swift test` holds the build folder's lock.
  private func grade() async throws -> [String] {
    _ = try await (KeptPrograms.of("Start"), KeptPrograms.of("End"))
    let program = try await Program.start(
      Root.grade, arguments: ["--root", Root.folder.path] + words.dropFirst(),
      environment: ["DATAHUB_BUILDS": "never"], directory: Root.folder.path)
    defer { program.kill() }
    guard let status = await program.exit(within: Patience.scaled(.seconds(120))) else {
      return ["\(command) has not ended"]
    }
    let trouble = status == .exited(2) ? program.allLines(.stderr) : []
    return (program.allLines(.stdout) + trouble).map(\.text)
  }

  /// The report on checks of one verdict, which is made of nothing but their sentences. Other tests
  /// prove that they get it: all of End's are passed, and all of Start's are not started.
  private func report(when verdict: Verdict) -> [String] {
    var grading = Grading(
      submission: "Start", transport: .nghttp2, began: "", build: .init(succeeded: true, seconds: 1)
    )
    let wanted = words.dropFirst()
    grading.checks = Check.all.filter { check in
      wanted.isEmpty || wanted.contains("\(check.number)")
        || wanted.contains("\(check.number.exercise)")
    }.map { CheckResult($0, verdict, seconds: 1) }
    let report = TextReport()
    let text = grading.checks.map(report.text) + ["", report.summary(of: grading)]
    return text.flatMap { $0.split(separator: "\n", omittingEmptySubsequences: false) }
      .map(String.init)
  }

  /// The script counts its steps at the end.
  private func lastLinesOfTests() -> [String] {
    let script = Chapter.text("Tests/test") ?? ""
    let steps = script.matches(of: /(?m)^step\s/).count
    return ["after 1 s", "\(steps) passed, 0 failed"]
  }
}
