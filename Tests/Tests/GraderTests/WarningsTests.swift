import Foundation
import TestSupport
import Testing

@testable import Grader

@Suite struct WarningsTests {
  private static let folder = "/w/.submission"
  private static let warning = "/Sources/DataHub/A.swift:3:7: warning: variable 'x' was never used"

  private func sources(_ a: String, b: String = "") -> SourceTree {
    SourceTree(files: ["DataHub/A.swift": Data(a.utf8), "DataHub/B.swift": Data(b.utf8)])
  }

  @Test func `A warning stays for as long as its file does, and goes when it is compiled again`()
    async throws
  {
    try await withTemporaryFolder { folder in
      let file = folder.appending(path: "warnings")
      func build(_ output: [String], _ sources: SourceTree) -> [String] {
        var warnings = Warnings(from: file)
        warnings.take(output, of: sources, in: Self.folder)
        warnings.write(to: file)
        return warnings.all
      }
      let compiled = "[1/2] Compiling DataHub A.swift"
      let told = [String(Self.warning.dropFirst())]
      let said = Self.folder + Self.warning
      #expect(build([compiled, said, " 3 | var x", said], sources("1")) == told)
      #expect(build(["[1/2] Compiling DataHub B.swift"], sources("1", b: "2")) == told)
      #expect(build([compiled], sources("1")) == [])
      #expect(build([compiled, said], sources("1")) == told)
      #expect(build([], sources("2")) == [])
    }
  }

  @Test func `Warnings of other packages are not the student's`() {
    let output = ["/w/.build/checkouts/a/Sources/b.swift:1:1: warning: old", "warning: odd"]
    #expect(CompilerErrors.warnings(in: output, folder: Self.folder).isEmpty)
  }

  @Test func `No more than five are shown`() {
    var grading = Samples.grading([])
    grading.build.warnings = (1...7).map { "Sources/DataHub/A.swift:\($0):1: warning: no" }
    let lines = TextReport().warnings(in: grading)
    #expect(lines.count == 7 && lines[5] == "… and 2 more warnings" && lines[6].isEmpty)
    #expect(TextReport().warnings(in: Samples.grading([])) == [])
  }
}
