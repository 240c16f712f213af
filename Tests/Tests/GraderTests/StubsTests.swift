import Foundation
import TestSupport
import Testing

@testable import Grader

@Suite struct StubsTests {
  private static let words = "exercise 1: getDataPackagesStream is not started"

  private func place(_ body: String) -> String? {
    let text = """
      func getDataPackagesStream(
        context: ServerContext
      ) async throws {
      \(body)
      }
      """
    let stubs = Stubs(in: SourceTree(files: ["DataHubServer/E.swift": Data(text.utf8)]))
    let failure = CheckResult.Failure(
      received: "error: unimplemented: \(Self.words)", read: "", again: "")
    let result = CheckResult(
      Samples.check("1.1"), .notStarted, seconds: 0, failure: failure)
    return stubs.located(result).failure?.place
  }

  @Test func `A throw that was left behind is found, and a stub that nobody touched is not`() {
    let stub = """
        throw RPCError(
          code: .unimplemented, message: "\(Self.words)")
      """
    #expect(place(stub) == nil)
    #expect(place("\n  // Mine.\n" + stub) == nil)
    #expect(place("  let x = 1\n" + stub) == "Sources/DataHubServer/E.swift:5")
    #expect(
      place("  while true {\n    try await write()\n  }\n" + stub)
        == "Sources/DataHubServer/E.swift:7")
    #expect(place("  if false {\n  " + stub + "\n  }") == "Sources/DataHubServer/E.swift:5")
    #expect(place("  throw other") == nil)
  }

  @Test func `Nothing of Start is a throw that was left behind`() throws {
    let sources = try SourceTree(reading: Root.folder.appending(path: "Start/Sources"))
    #expect(Stubs(in: sources).isEmpty)
  }

  @Test func `It is told under the first check`() {
    var failure = CheckResult.Failure(received: Self.words, read: "", again: "")
    failure.place = "Sources/DataHubServer/E.swift:5"
    let result = CheckResult(Samples.check("1.1"), .notStarted, seconds: 0, failure: failure)
    #expect(
      TextReport().text(of: result) == """
        ○ 1.1 it is so – not started
              Sources/DataHubServer/E.swift:5 still throws what the stub threw
        """)
    #expect(TextReport().text(of: result, as: "1.2") == "○ 1.1 it is so – not started")
  }
}
