import TestSupport
import Testing

@testable import Grader

@Suite struct ClassProgressTests {
  @Test func `The time left is estimated from those who were built, and no others`() async throws {
    try await withTemporaryFolder { folder in
      let sample = ClassSample(folder: folder)
      try sample.handIn("anna", "1.1")
      try ClassSample.write("ben/notes.txt", "later", into: sample.submissions)
      try sample.handIn("carl", "trouble")
      let (run, progress) = (try sample.run(), ClassProgress(total: 3, workers: 1))
      let store = try ResultStore(run.results)
      let list = ClassList(
        workbook: "w", transport: run.transport, checks: run.checks.map(\.number),
        members: run.members, shard: nil, remarks: [])
      let desk = ClassDesk(
        run: run, list: list,
        reports: ClassReports(store: store, workbook: run.workbook, isAnonymous: false),
        bodies: try MethodBodies(run.workbook), progress: progress)
      var isBuilt: [String: Bool] = [:]
      for member in run.members { isBuilt[member.id] = try await desk.serve(member) }
      #expect(isBuilt == ["anna": true, "ben": false, "carl": true])
      progress.begin("ben")
      progress.end("ben", isJudged: false)
      #expect(progress.step == "[1/3] ███░░░░░░░ time left not known yet")
    }
  }
}
