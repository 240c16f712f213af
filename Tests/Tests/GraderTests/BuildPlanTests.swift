import Foundation
import Referee
import TestSupport
import Testing

@testable import Grader

@Suite struct BuildPlanTests {
  @Test func `A plan is reused for what it was made for, until another is made`() async throws {
    try await withTemporaryFolder { folder in
      #expect(await builds(of: "End", in: folder) == [.plansAnew])
      #expect(await builds(of: "End", in: folder) == [.reusesPlan])
      #expect(await builds(of: "Start", in: folder) == [.plansAnew])
      #expect(await builds(of: "Start", in: folder) == [.reusesPlan])
      write("the grader's plan", in: folder)
      #expect(await builds(of: "Start", in: folder) == [.plansAnew])
    }
  }

  @Test func `A plan that a build did not make is not taken for its own`() async throws {
    try await withTemporaryFolder { folder in
      write("the grader's plan", in: folder)
      _ = await BuildPlan(scratchFolder: folder).build(for: "End") { _ in
        SwiftBuild.Run(status: .exited(1), output: [])
      }
      #expect(await builds(of: "End", in: folder) == [.plansAnew])
    }
  }

  @Test func `A build that fails with an old plan is made with a new one`() async throws {
    try await withTemporaryFolder { folder in
      #expect(await builds(of: "End", in: folder) == [.plansAnew])
      #expect(await builds(of: "End", in: folder, .reusesPlan) == [.reusesPlan, .plansAnew])
    }
  }

  @Test func `A plan that changes under a build is no longer reused`() async throws {
    try await withTemporaryFolder { folder in
      #expect(await builds(of: "End", in: folder) == [.plansAnew])
      var builds = 0
      _ = await BuildPlan(scratchFolder: folder).build(for: "End") { reusesPlan in
        builds += 1
        if reusesPlan { write("the grader's plan", in: folder) }
        return SwiftBuild.Run(status: .exited(0), output: [])
      }
      #expect(builds == 2)
    }
  }

  private enum Build { case plansAnew, reusesPlan }

  /// The builds that it takes, where those of one kind fail.
  private func builds(
    of key: String, in folder: URL, _ failing: Build? = nil
  ) async -> [Build] {
    var builds: [Build] = []
    _ = await BuildPlan(scratchFolder: folder).build(for: key) { reusesPlan in
      builds.append(reusesPlan ? .reusesPlan : .plansAnew)
      if !reusesPlan { write("the plan of \(UUID())", in: folder) }
      return SwiftBuild.Run(status: .exited(builds.last == failing ? 1 : 0), output: [])
    }
    return builds
  }

  private func write(_ text: String, in folder: URL) {
    let file = SourceTree(files: ["debug/description.json": Data(text.utf8)])
    #expect(throws: Never.self) { try file.write(to: folder) }
  }
}
