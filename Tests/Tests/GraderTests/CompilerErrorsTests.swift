import Testing

@testable import Grader

@Suite struct CompilerErrorsTests {
  static let folder = "/w/.submission"
  static let output = """
    Building for debugging...
    [1/3] Compiling DataHub GUID.swift
    /w/.submission/Sources/DataHub/GUID.swift:3:7: warning: variable 'x' was never used
     3 |   var x = 1
       |       `- warning: variable 'x' was never used
    /w/.submission/Sources/DataHub/GUID.swift:4:9: error: cannot find 'y' in scope
     3 |   var x = 1
     4 |   return y
       |          `- error: cannot find 'y' in scope
    /w/.submission/Sources/DataHub/GUID.swift:4:9: error: cannot find 'y' in scope
     4 |   return y
    error: fatalError
    """.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)

  @Test func `Errors are shown once, with their place in the submission`() {
    let errors = CompilerErrors.find(in: Self.output, folder: Self.folder)
    #expect(
      errors == [
        """
        Sources/DataHub/GUID.swift:4:9: error: cannot find 'y' in scope
         3 |   var x = 1
         4 |   return y
           |          `- error: cannot find 'y' in scope
        """
      ])
    #expect(CompilerErrors.blamesSources(Self.output, folder: Self.folder))
  }

  @Test func `Errors are told while the build goes on, each once, as soon as it is whole`() {
    let feed = ErrorFeed(folder: Self.folder)
    let told = Self.output.map(feed.add)
    let errors = CompilerErrors.find(in: Self.output, folder: Self.folder)
    #expect(told.flatMap(\.self) == errors)
    let whole = Self.output.firstIndex { $0.hasPrefix("   |          `- error") }
    #expect(told.firstIndex { !$0.isEmpty } == whole.map { $0 + 1 })
  }

  @Test func `What a build does is told from what compilers say`() {
    for line in ["[12/240] Compiling A b.swift", "Fetching https://x", "Building for debugging"] {
      #expect(CompilerErrors.isStep(line))
    }
    for line in Self.output where line.hasPrefix("/") || line.hasPrefix(" ") {
      #expect(!CompilerErrors.isStep(line))
    }
  }

  @Test func `A build that fails elsewhere is not the submission's failure`() {
    let output = ["/w/.build/checkouts/a/b.swift:1:1: error: no such module 'c'", "error: fatal"]
    #expect(!CompilerErrors.blamesSources(output, folder: Self.folder))
  }

  @Test func `A file's name is no compiler's error, and neither is the linker's word`() {
    let output = [
      "error: couldn't build x.o because of multiple producers: error: /w/.submission/Sources/x",
      "<unknown>:0: error: link command failed with exit code 1 (use -v to see invocation)",
    ]
    #expect(!CompilerErrors.blamesSources(output, folder: Self.folder))
  }
}
