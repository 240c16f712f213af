import Foundation
import TestSupport
import Testing

@testable import Grader

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite struct ClassReportTests {
  private static let formula = "=HYPERLINK(\"http://x\",\"y\")"

  @Test func `Points are the same in every table`() async throws {
    try await withTemporaryFolder { folder in
      let sample = ClassSample(folder: folder)
      try sample.handIn("anna", "1.1 2.1")
      try sample.handIn("ben", "trouble")
      try sample.handIn("carl", "broken")
      var run = try sample.run(
        roster: "id,name,email\nanna,\(#""A, Anna""#),a@u.edu\nben,Ben,\ncarl,Carl,\n")
      run.points = try Points("check,points\n1,0.5\n1.2,3\n2.1,2\n", of: "", checks: run.checks)
      #expect(try await run.run() == 2)
      #expect(try sample.text("class.csv").contains(#"anna,"A, Anna",a@u.edu,judged,2.5,5.5,2,3"#))
      #expect(
        try sample.text("canvas.csv")
          == [
            "Student,ID,\"SIS User ID\",\"SIS Login ID\",Section,DataHub",
            "\"Points Possible\",,,,,5.5", "\"A, Anna\",,anna,a@u.edu,,2.5", "Ben,,ben,,,-",
            "Carl,,carl,,,0", "",
          ].joined(separator: "\r\n"))
      #expect(
        try sample.text("moodle.csv")
          == "idnumber,email,DataHub\r\nanna,a@u.edu,2.5\r\nben,,-\r\ncarl,,0\r\n")
      let xml = try sample.text("junit.xml")
      for counts in [
        #"name="anna" tests="3" failures="1" errors="0" skipped="0""#,
        #"name="ben" tests="3" failures="0" errors="3" skipped="0""#,
        #"name="carl" tests="3" failures="0" errors="0" skipped="3""#,
      ] { #expect(xml.contains(counts)) }
    }
  }

  @Test func `Canvas' own roster comes back as it was, with points`() async throws {
    try await withTemporaryFolder { folder in
      let sample = ClassSample(folder: folder)
      try sample.handIn("doejane_42_1_x", "1.1")
      let run = try sample.run(
        roster: """
          Student,ID,SIS User ID,SIS Login ID,Section,folder
          "    Points Possible",,,,,
          "Doe, Jane",42,s42,jane,S1,doejane_42
          """)
      #expect(try await run.run() == 0)
      #expect(try sample.text("canvas.csv").hasSuffix("\"Doe, Jane\",42,s42,jane,S1,1\r\n"))
    }
  }

  @Test func `No cell is executed by a spreadsheet, and numbers stay numbers`() {
    for text in [Self.formula, "+cmd|' /C calc'!A0", "-1+1", "@SUM(A1)", "\t=1", "＝1"] {
      let cell = CSVText.cell(text)
      #expect(cell.hasPrefix("'") || cell.hasPrefix("\"'"), "\(cell)")
    }
    for text in ["-", "2.5", "-3", "anna", "4.1", ""] { #expect(CSVText.cell(text) == text) }
    #expect(CSVText.cell("a\"b,c") == "\"a\"\"b,c\"")
    #expect(CSVText.cell("\u{1b}[2J") == "\\u{1b}[2J")
  }

  @Test func `Hostile ids and names stay in their cells and elements`() async throws {
    try await withTemporaryFolder { folder in
      let sample = ClassSample(folder: folder)
      for id in [Self.formula.replacing("/", with: "_"), "<script>", "a\nb", "\u{1b}[31m"] {
        try sample.handIn(id, "1.1")
      }
      #expect(try await sample.run().run() == 0)
      let lines = try sample.text("class.csv").split(separator: "\r\n")
      #expect(lines.count == 5)
      #expect(!lines.contains { $0.hasPrefix("=") || $0.hasPrefix("\"=") })
      let document = try sample.text("junit.xml")
      #expect(!document.contains("<script>") && !document.contains("\u{1b}"))
      #expect(XMLParser(data: Data(document.utf8)).parse())
    }
  }

  @Test func `The page of a class holds everybody, or nobody by name, and no markup of theirs`()
    async throws
  {
    try await withTemporaryFolder { folder in
      let sample = ClassSample(folder: folder)
      try sample.handIn("<script>alert(1)", "1.1")
      try sample.handIn("berta", "1.1 1.2 2.1")
      var run = try sample.run()
      #expect(try await run.run() == 0)
      let page = try sample.text("class.html")
      #expect(page.contains(">berta</a>") && page.contains("&lt;script&gt;alert(1)"))
      #expect(page.ranges(of: "<script").count == 1)
      #expect(page.contains("points of 3") && page.contains("−1"))
      #expect(page.ranges(of: "class=\"good\"").count == 4)
      let link = try #require(page.firstMatch(of: #/href="(students\/[^"]*berta[^"]*)"/#))
      let file = try #require(String(link.1).removingPercentEncoding)
      #expect(try sample.text(file).contains("berta"))
      run.isAnonymous = true
      _ = try await run.run()
      let anonymous = try sample.text("class.html")
      #expect(!anonymous.contains("berta") && !anonymous.contains("alert"))
      #expect(anonymous.contains("Student 1") && anonymous.contains("Student 2"))
    }
  }

  @Test func `Points that are no points are refused`() throws {
    let checks = ClassSample.checks
    for text in ["check,points\n9,1", "check,points\n1.1,-1", "check,points\n1.1,x", "a,b\n1", ""] {
      #expect(throws: Trouble.self, "\(text)") { try Points(text, of: "p.csv", checks: checks) }
    }
    let points = try Points("check,points\n1,2\n1.2,0.25\n", of: "p.csv", checks: checks)
    #expect(points.most(checks.map(\.number)) == Decimal(string: "3.25"))
  }

  @Test func `Methods that are End's or another's are named, comments and white space aside`()
    async throws
  {
    let workbook = try Root.workbook()
    let bodies = try MethodBodies(workbook)
    let end = try SourceTree(reading: workbook.root.appending(path: "End/Sources"))
    let start = try SourceTree(reading: workbook.root.appending(path: "Start/Sources"))
    #expect(bodies.digests(of: start).isEmpty)
    let finished = bodies.digests(of: end)
    #expect(finished.count >= 6)
    #expect(finished.values.allSatisfy { $0 == MethodBodies.finished })
    let file = "DataHubClient/GetStream.swift"
    let text = String(decoding: try #require(end.files[file]), as: UTF8.self)
    func digest(_ text: String) -> String? {
      var tree = start
      tree.files[file] = Data(text.utf8)
      return bodies.digests(of: tree)["getStream"]
    }
    #expect(digest(text.replacing("{\n", with: "{  // mine\n\n")) == MethodBodies.finished)
    let own = text.replacing("getStream(", with: "getStream(").replacing("print(", with: "show(")
    let other = try #require(digest(own))
    #expect(other != MethodBodies.finished)
    #expect(digest(own.replacing("\n", with: "\n  ")) == other)
    func handedIn(_ id: String, _ bodies: [String: String]) -> HandedIn {
      HandedIn(id: id, outcome: .judged, workbook: "", judged: "", bodies: bodies)
    }
    let likenesses = Likenesses([
      "anna": handedIn("anna", ["getStream": "1", "exchange": "End"]),
      "ben": handedIn("ben", ["getStream": "1"]), "carl": handedIn("carl", ["getStream": "2"]),
    ])
    #expect(
      likenesses.facts(of: "anna")
        == ["exchange: the same as of End", "getStream: the same as of ben"])
    #expect(likenesses.facts(of: "ben") == ["getStream: the same as of anna"])
    #expect(likenesses.facts(of: "carl").isEmpty)
  }
}
