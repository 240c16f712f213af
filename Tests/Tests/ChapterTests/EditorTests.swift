import Foundation
import Grader
import TestSupport
import Testing

/// The settings for editors know what the grader prints.
@Suite struct EditorTests {
  private struct Tasks: Decodable {
    var tasks: [Task]

    struct Task: Decodable {
      var command: String
      var problemMatcher: [Matcher]
    }

    struct Matcher: Decodable {
      var fileLocation: [String]
      var pattern: Pattern
    }

    struct Pattern: Decodable {
      var regexp: String
      var file: Int
      var line: Int?
      var message: Int
    }
  }

  private struct Place: Hashable {
    var file: String
    var line: String
    var message: String
  }

  /// What the task that grades finds in a line of output.
  private func places(in line: String) throws -> [Place] {
    let data = try Data(contentsOf: Root.folder.appending(path: ".vscode/tasks.json"))
    let tasks = try JSONDecoder().decode(Tasks.self, from: data).tasks
    let grading = try #require(tasks.first { $0.command == "Tests/grade" })
    return try grading.problemMatcher.compactMap { matcher in
      let pattern = matcher.pattern
      guard let match = try Regex(pattern.regexp).firstMatch(in: line) else { return nil }
      let group = { (index: Int) in match.output[index].substring.map(String.init) ?? "" }
      let folder = try #require(matcher.fileLocation.last)
        .replacing("${workspaceFolder}", with: "").drop { $0 == "/" }
      return Place(
        file: (folder.isEmpty ? "" : folder + "/") + group(pattern.file),
        line: pattern.line.map(group) ?? "", message: group(pattern.message))
    }
  }

  @Test(arguments: ["", "Start/", "/home/somebody/workbook/Start/"])
  func `An error of the compiler leads to its line`(folder: String) throws {
    let file = "Sources/DataHubServer/EgressService.swift"
    let found = try places(in: "\(folder)\(file):17:11: error: cannot find 'treu' in scope")
    let place = Place(
      file: "\(folder.isEmpty ? "Start/" : folder)\(file)", line: "17",
      message: "cannot find 'treu' in scope")
    #expect(found == [place])
  }

  @Test func `A failed check leads to the page that it sends its reader to`() throws {
    let report = try #require(Chapter.text("Tests/Answers/W05/report.txt"))
    let found = try report.split(separator: "\n").flatMap { try places(in: String($0)) }
    let page = "Exercises/01-server-streaming-server.md"
    #expect(found == [Place(file: page, line: "", message: "step 1")])
    #expect(Chapter.text(page) != nil)
  }

  @Test func `Every command of a task exists`() throws {
    let data = try Data(contentsOf: Root.folder.appending(path: ".vscode/tasks.json"))
    for task in try JSONDecoder().decode(Tasks.self, from: data).tasks {
      #expect(
        FileManager.default.isExecutableFile(
          atPath: Root.folder.appending(path: task.command).path), "\(task.command)")
    }
  }
}
