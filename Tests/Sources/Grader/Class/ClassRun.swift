public import Foundation

/// Judges every submission of a class, each by itself, and keeps what was found.
///
/// A result is written as soon as it is there; what is kept and still true is not judged again.
public struct ClassRun: Sendable {
  public var workbook: Workbook
  public var members: [ClassMember]
  public var remarks: [String] = []
  public var results: URL
  public var checks: [Check]
  public var transport = Grading.Transport.nghttp2
  public var points = Points()
  public var jobs: Int
  public var shard: Shard?
  /// Whether class.html shows no names.
  public var isAnonymous = false
  /// Who is judged anew, whatever is kept.
  public var again: Set<String> = []
  public var console: Console
  /// The time of day.
  var now: @Sendable () -> Date = { Date() }
  /// Builds and checks what was handed in. What it throws is no fault of the student's.
  var judge: @Sendable (ClassMember, HandIn) async throws -> Grading

  init(
    workbook: Workbook, members: [ClassMember], results: URL, checks: [Check], jobs: Int = 2,
    console: Console, judge: @escaping @Sendable (ClassMember, HandIn) async throws -> Grading
  ) {
    self.workbook = workbook
    self.members = members
    self.results = results
    self.checks = checks
    self.jobs = jobs
    self.console = console
    self.judge = judge
  }

  /// Judges as `judge` does.
  public init(
    workbook: Workbook, members: [ClassMember], results: URL, checks: [Check], jobs: Int,
    console: Console, judge: ClassJudge
  ) {
    self.init(
      workbook: workbook, members: members, results: results, checks: checks, jobs: jobs,
      console: console, judge: { try await judge.judge($0, $1) })
  }

  /// Returns the exit code: 0 if everybody was judged, 2 if somebody was not.
  ///
  /// - Throws: ``Trouble`` if nobody can be judged.
  public func run() async throws -> Int32 {
    let unknown = again.filter { id in !members.contains { $0.id == id } }
    if let id = unknown.sorted().first {
      throw Trouble("There is no student \"\(id)\".", advice: "Name an id as class.csv does.")
    }
    let store = try ResultStore(results)
    let lock = try store.lock()
    defer { lock.release() }
    let list = ClassList(
      workbook: try await WorkbookFingerprint.of(workbook), transport: transport,
      checks: checks.map(\.number), members: members, shard: shard, remarks: remarks)
    try store.write(list)
    for remark in remarks { console.print("· \(PlainText.harmless(remark))") }
    let reports = ClassReports(store: store, workbook: workbook, isAnonymous: isAnonymous)
    let report: @Sendable () throws -> ClassResults = { [points] in
      let results = ClassResults(list, store.gradings(of: list), points: points)
      try reports.write(results)
      return results
    }
    let own = members.filter { shard?.holds($0.id) ?? true }
    let progress = ClassProgress(total: own.count, workers: jobs)
    Interrupts.whenEnded { [console] in
      guard let results = try? report() else { return nil }
      return ClassSummary(results, console.report.ink).interruption
    }
    defer { Interrupts.whenEnded(nil) }
    let desk = ClassDesk(
      run: self, list: list, reports: reports, bodies: try MethodBodies(workbook),
      progress: progress)
    try await judgeAll(own, at: desk, progress)
    await Interrupts.letEnd()
    let results = try report()
    console.print(ClassSummary(results, console.report.ink).text)
    return results.open.isEmpty ? 0 : 2
  }

  /// Has `jobs` workers take one after the other, the largest first, so that the end is short.
  private func judgeAll(
    _ members: [ClassMember], at desk: ClassDesk, _ progress: ClassProgress
  ) async throws {
    let sized = members.map { ($0, HandInPlace.size(of: $0.place)) }
    let queue = Queue(sized.sorted { ($1.1, $0.0.id) < ($0.1, $1.0.id) }.map(\.0))
    try await console.timing("judging") { step in
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<max(1, min(jobs, members.count)) {
          group.addTask {
            while let member = queue.next() {
              progress.begin(member.id)
              step(progress.step)
              let isJudged = try await desk.serve(member)
              progress.end(member.id, isJudged: isJudged)
              step(progress.step)
            }
          }
        }
        try await group.waitForAll()
      }
    }
  }
}
