import Foundation
import Testing

@testable import Grader

@Suite struct BuildPlanTests {
  @Test func `a plan is good for what it was made for, until another is made`() async throws {
    try await withTemporaryFolder { folder in
      let plan = BuildPlan(scratchFolder: folder)
      #expect(!plan.isMade(for: "End"))
      await plan.remember(for: "End") { write("End's plan", in: folder) }
      #expect(plan.isMade(for: "End"))
      #expect(!plan.isMade(for: "Start"))
      write("another plan", in: folder)
      #expect(!plan.isMade(for: "End"))
    }
  }

  @Test func `a plan that somebody else made before is not taken for one's own`() async throws {
    try await withTemporaryFolder { folder in
      let plan = BuildPlan(scratchFolder: folder)
      await plan.remember(for: "End") { write("End's plan", in: folder) }
      write("another plan", in: folder)
      // A build that ends before it has planned.
      await plan.remember(for: "End") {}
      #expect(!plan.isMade(for: "End"))
    }
  }

  private func write(_ text: String, in folder: URL) {
    let file = SourceTree(files: ["debug/description.json": Data(text.utf8)])
    #expect(throws: Never.self) { try file.write(to: folder) }
  }
}
