import Foundation
import Grader
import TestSupport
import Testing

/// Numbers that a page gives are those of the recording that it shows.
@Suite struct FigureTests {
  @Test func `Page 6 counts stale packages as its picture does`() throws {
    let text = try #require(Chapter.text("Exercises/img/stale.json"))
    let recording = try JSONDecoder().decode(RecordedCall.self, from: Data(text.utf8))
    let notes = recording.events.filter { $0.from == .nobody }.map(\.text).joined(separator: "\n")
    let inWindow = try #require(notes.firstMatch(of: /(\d+) packages have used up/)?.1)
    let fresh = try #require(notes.firstMatch(of: /package (\d+) is the first fresh one/)?.1)
    let age = try #require(notes.firstMatch(of: /is (\d+)\.\d s old/)?.1)
    let old = try #require(Int(fresh)) - (try #require(Int(inWindow))) - 1
    let page = try #require(Chapter.text("Exercises/06-flow-control.md"))
    #expect(page.contains("\(inWindow) packages use up a window of 65,535 octets"))
    #expect(page.contains("\(old) packages are old, the first of them by \(age) seconds"))
    #expect(page.contains("holds \(inWindow) of them"))
  }
}
