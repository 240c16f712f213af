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

  @Test func `A build that fails for what no plan changes is made once`() async throws {
    try await withTemporaryFolder { folder in
      #expect(await builds(of: "End", in: folder) == [.plansAnew])
      var count = 0
      let run = await BuildPlan(scratchFolder: folder).build(
        for: "End", isFinal: { $0.output == ["an error"] }
      ) { _ in
        count += 1
        return SwiftBuild.Run(status: .exited(1), output: ["an error"])
      }
      #expect(count == 1 && run.output == ["an error"])
    }
  }

  @Test func `A plan is made for names, and for what makes an only file a library`() {
    func content(_ files: [String: String]) -> String {
      BuildPlan.content(of: SourceTree(files: files.mapValues { Data($0.utf8) }))
    }
    let two = content(["A/a.swift": "1", "A/b.swift": "@main"])
    #expect(content(["A/a.swift": "@main 2", "A/b.swift": ""]) == two)
    #expect(content(["A/a.swift": "1", "A/c.swift": "@main"]) != two)
    let one = content(["A/a.swift": "x\n@main\n", "B/a.swift": "", "B/b.swift": ""])
    #expect(content(["A/a.swift": "x\n", "B/a.swift": "", "B/b.swift": ""]) != one)
    #expect(content(["A/a.swift": "y\n@main\n", "B/a.swift": "1", "B/b.swift": ""]) == one)
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
