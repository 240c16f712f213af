import Foundation
import TestSupport
import Testing

@testable import Grader

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite struct MachineReportTests {
  static let grading = Samples.grading([
    CheckResult(Samples.check("1.2"), .passed, seconds: 0.5),
    Samples.failed(received: Samples.hostile),
    Samples.failed("2.1", verdict: .crashed),
    CheckResult(Samples.check("3.1"), .notStarted, seconds: 0),
    CheckResult(Samples.check("3.2"), .notRun, seconds: 0),
  ])

  @Test func `JSON holds the whole result`() throws {
    let data = try JSONReport.data(of: Self.grading)
    #expect(try JSONDecoder().decode(Grading.self, from: data) == Self.grading)
    let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    #expect(object["schema"] as? String == "datahub.grading/1")
    let checks = try #require(object["checks"] as? [[String: Any]])
    #expect(checks.map { $0["number"] as? String } == ["1.2", "1.1", "2.1", "3.1", "3.2"])
    #expect(
      checks.map { $0["verdict"] as? String }
        == ["passed", "failed", "crashed", "not started", "not run"])
  }

  @Test func `The schema names every field of the JSON, and no other`() throws {
    let file = try Data(
      contentsOf: Root.folder.appending(path: "Tests/Sources/Grader/Reports/grading.schema.json"))
    let schema = try #require(try JSONSerialization.jsonObject(with: file) as? [String: Any])
    let definitions = try #require(schema["$defs"] as? [String: [String: Any]])
    func fields(_ schema: [String: Any]?) -> Set<String> {
      Set((schema?["properties"] as? [String: Any] ?? [:]).keys)
    }
    var grading = Self.grading
    grading.trouble = Trouble("It rains.", advice: "Wait.")
    grading.seed = 7
    grading.handedIn = HandedIn(
      id: "anna", name: "Anna", email: "anna@uni.edu", outcome: .notJudged, reason: "It rains.",
      sources: "0", commit: "0", workbook: "0", judged: "2026-01-02T03:04:05Z",
      bodies: ["getStream": "End"])
    let data = try JSONReport.data(of: grading)
    let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    #expect(Set(object.keys) == fields(schema))
    let properties = schema["properties"] as? [String: [String: Any]]
    let handedIn = try #require(object["handedIn"] as? [String: Any])
    #expect(Set(handedIn.keys) == fields(properties?["handedIn"]))
    // A crash, which has all that a failure may have.
    let check = try #require((object["checks"] as? [[String: Any]])?[2])
    #expect(Set(check.keys) == fields(definitions["check"]))
    let failure = try #require(check["failure"] as? [String: Any])
    #expect(Set(failure.keys) == fields(definitions["failure"]))
    let event = try #require((failure["events"] as? [[String: Any]])?.first)
    #expect(Set(event.keys) == fields(definitions["event"]))
  }

  @Test func `JUnit is well-formed XML, whatever a program says`() throws {
    let elements = try Self.elements(of: JUnitReport.text(of: Self.grading))
    let cases = elements.filter { $0.name == "testcase" }.map { $0.attributes["name"] }
    #expect(
      cases == [
        "1.2 it is so", "1.1 the first package arrives at once",
        "2.1 the first package arrives at once", "3.1 it is so", "3.2 it is so",
      ])
    #expect(elements.count { $0.name == "failure" } == 2)
    #expect(elements.count { $0.name == "error" } == 1)
    #expect(elements.count { $0.name == "skipped" } == 1)
    let suites = try #require(elements.first { $0.name == "testsuites" })
    #expect(suites.attributes["tests"] == "5" && suites.attributes["failures"] == "2")
    let message = elements.first { $0.name == "failure" }?.attributes["message"]
    #expect(message?.hasPrefix("failed: ") == true)
  }

  @Test func `A build that failed is an error in JUnit`() throws {
    var grading = Samples.grading([])
    grading.build = .init(succeeded: false, seconds: 1, errors: ["Sources/a.swift:1:2: error: <T>"])
    let elements = try Self.elements(of: JUnitReport.text(of: grading))
    #expect(elements.contains { $0.name == "error" })
  }

  @Test func `The exit code is 0, 1 or 2`() {
    #expect(Samples.grading([CheckResult(Samples.check("1.1"), .passed, seconds: 0)]).exitCode == 0)
    #expect(Self.grading.exitCode == 1)
    #expect(Samples.grading([Samples.failed(verdict: .trouble)]).exitCode == 2)
    var troubled = Samples.grading([])
    troubled.trouble = Trouble("The disk is full.", advice: "Make room.")
    #expect(troubled.exitCode == 2)
  }

  private struct Element {
    var name: String
    var attributes: [String: String]
  }

  private final class Collector: NSObject, XMLParserDelegate {
    var elements: [Element] = []

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
      qualifiedName: String?, attributes: [String: String]
    ) {
      elements.append(Element(name: name, attributes: attributes))
    }
  }

  private static func elements(of xml: String) throws -> [Element] {
    let parser = XMLParser(data: Data(xml.utf8))
    let collector = Collector()
    parser.delegate = collector
    #expect(parser.parse(), "\(parser.parserError.map { "\($0)" } ?? "")")
    return collector.elements
  }
}
