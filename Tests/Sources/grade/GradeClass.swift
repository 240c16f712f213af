import ArgumentParser
import Foundation
import Grader

struct GradeClass: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "class", _superCommandName: "grade",
    abstract: "Grades every submission in a folder, each by itself in a sandbox.",
    discussion: """
      A submission is a folder, a .zip, a .tar or a .tar.gz that holds Start/Sources or Sources, at \
      its top or one level down. What is judged already, of the same sources, is not judged again.

      Exit code 0: everybody was judged. 2: somebody was not, which is never the student's fault; the \
      next run tries again.
      """)

  @OptionGroup var place: Place

  @Argument(help: "The folder that holds the submissions.")
  var folder: String

  @Option(help: ArgumentHelp("Where the results are kept.", valueName: "folder"))
  var into: String

  @Option(
    help: ArgumentHelp(
      "Who is in the class: a CSV file with the columns id, name, email, folder.",
      valueName: "file"))
  var roster: String?

  @Option(
    help: ArgumentHelp(
      "What checks are worth, if not one point each: a CSV file with the columns check, points.",
      valueName: "file"))
  var points: String?

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("Judge these exercises (1) or checks (1.1) alone.", valueName: "number"))
  var only: [String] = []

  @Option(
    parsing: .upToNextOption, help: ArgumentHelp("Judge these students anew.", valueName: "id"))
  var again: [String] = []

  @Option(help: "How many submissions are judged side by side; one a core unless given.")
  var jobs: Int?

  @Option(help: ArgumentHelp("Judge a part of the class alone, as 1/3.", valueName: "i/n"))
  var shard: String?

  @Option(
    help: ArgumentHelp(
      "How long a submission may take to compile (120 unless given).", valueName: "seconds"))
  var buildLimit: Double?

  @Flag(help: "Show no names in class.html.")
  var anonymous = false

  @Flag(
    help: "Keep nothing apart: students' programs run as you, and can read what you can.")
  var noSandbox = false

  @Flag(help: "Build with the official NIO transport instead of nghttp2.")
  var nio = false

  func validate() throws {
    if let jobs, !(1...256).contains(jobs) {
      throw ValidationError("--jobs takes a number from 1 to 256.")
    }
    if let buildLimit, !(1...86_400).contains(buildLimit) {
      throw ValidationError("--build-limit takes seconds from 1 to 86400.")
    }
    if let shard, Shard(shard) == nil {
      throw ValidationError("--shard takes which part of how many, as 1/3.")
    }
  }

  func run() async throws {
    let workbook = try place.workbook()
    try TemporaryFolders.outlive(in: workbook)
    let checks = try Selection.checks(only, among: Check.all)
    let results = file(into)
    let contents = try ClassFolder(
      reading: file(folder), roster: try roster.map { try Roster(reading: file($0)) },
      results: results)
    let judge = try await ClassJudge(
      workbook, grader: Bundle.main.executablePath ?? CommandLine.arguments[0],
      isBoxed: !noSandbox, checks: checks, transport: nio ? .nio : .nghttp2,
      buildLimit: buildLimit.map { .seconds($0) } ?? Builder.usualLimit, console: Console())
    var run = ClassRun(
      workbook: workbook, members: contents.members, results: results, checks: checks,
      jobs: jobs ?? ProcessInfo.processInfo.activeProcessorCount, console: Console(), judge: judge)
    run.remarks = contents.remarks
    run.points = try points.map { try Points(reading: file($0), checks: Check.all) } ?? Points()
    run.shard = shard.flatMap { Shard($0) }
    run.again = Set(again)
    run.isAnonymous = anonymous
    run.transport = nio ? .nio : .nghttp2
    throw ExitCode(try await run.run())
  }

  private func file(_ path: String) -> URL {
    URL(filePath: path, relativeTo: place.current).standardizedFileURL
  }
}
