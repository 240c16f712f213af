import Foundation
import TestSupport
import Testing

@testable import Grader
@testable import Referee

@Suite struct CheckCallTests {
  private static let check = Samples.check("3.1")

  private func line(
    _ direction: TranscriptLine.Direction, _ kind: String, _ text: String = "",
    on connection: Int = 1,
    _ stream: Int32 = 1, at milliseconds: Int = 0
  ) -> TranscriptLine {
    TranscriptLine(
      time: .zero, direction: direction, connection: connection,
      stream: stream, kind: kind, text: text, isMessage: kind == "DATA", endStream: false)
  }

  private func upload(of stream: Int32, on connection: Int = 1) -> [TranscriptLine] {
    [
      line(.sent, "HEADERS", "/datahub.Ingest/SendDataPackagesStream", on: connection, stream),
      line(.sent, "DATA", "1: tag_name \"a\"", on: connection, stream),
      line(.note, "server stderr", "2026-11-28T13:31:13+0000 upload \(stream)", on: 0, 0),
      line(.received, "WINDOW_UPDATE", "+5", on: connection, stream),
      line(.received, "RST_STREAM", "CANCEL", on: connection, stream),
    ]
  }

  @Test func `The call in question is the failure's, or else the last one`() throws {
    let lines = upload(of: 1) + upload(of: 3) + upload(of: 1, on: 2)
    let told = try #require(
      CheckCall.inQuestion(at: .init(connection: 1, stream: 3), in: lines, of: Self.check))
    #expect((told.connection, told.stream) == (1, 3))
    let last = try #require(CheckCall.inQuestion(at: nil, in: lines, of: Self.check))
    #expect((last.connection, last.stream) == (2, 1))
    #expect(last.call.events.map(\.frame) == [nil, nil, "HEADERS", "DATA", nil, "RST_STREAM"])
    #expect(last.call.events.map(\.from).suffix(2) == [.nobody, .server])
    #expect(last.call.events[0].text == "server stderr: upload 1")
    #expect(last.call.request == "package" && last.path == "/datahub.Ingest/SendDataPackagesStream")
    #expect(CheckCall.all(in: lines, of: Self.check).map(\.stream) == [1, 3, 1])
  }

  @Test func `Where the program calls, it is the client`() throws {
    let lines = [
      line(.received, "HEADERS", "/datahub.Egress/GetDataPackagesStream"),
      line(.sent, "DATA", "1: a"),
    ]
    let call = try #require(CheckCall.inQuestion(at: nil, in: lines, of: Self.check)).call
    #expect(call.events.map(\.from) == [.client, .server])
    #expect(call.request == "request" && call.response == "package")
  }

  @Test func `Without a call, what programs say is told, and without that nothing`() throws {
    let note = line(.note, "client stderr", String(repeating: "x", count: 100), on: 0, 0)
    let call = try #require(CheckCall.inQuestion(at: nil, in: [note], of: Self.check))
    #expect(call.connection == 0 && call.path == nil)
    #expect(call.call.events.map(\.text.count) == [90])
    #expect(CheckCall.inQuestion(at: nil, in: [], of: Self.check) == nil)
  }

  @Test func `A picture has room for so many events, whatever they are`() throws {
    let kinds: [(TranscriptLine.Direction, String, String)] = [
      (.sent, "DATA", "1: a"), (.received, "DATA", "1: a"), (.note, "server stderr", "a"),
      (.sent, "DATA", "9 octets of a message"), (.received, "HEADERS", "a"),
    ]
    for period in 1...kinds.count {
      let lines = (0..<300).map { index in
        let (direction, kind, text) = kinds[index % period]
        return line(direction, kind, text)
      }
      let call = try #require(CheckCall.inQuestion(at: nil, in: lines, of: Self.check)).call
      #expect(call.events.count <= 24)
      #expect(call.events.contains { $0.text.hasPrefix("… ") && $0.text.hasSuffix(" …") })
    }
  }

  @Test func `What the finished programs do is found by place, and else by method`() throws {
    try withTemporaryWorkbook { workbook in
      let finished = FinishedCalls(of: workbook)
      #expect(finished.call(in: "3.1", beside: Samples.call) == nil)
      let calls = CheckCall.all(in: upload(of: 1) + upload(of: 3), of: Self.check)
      try finished.keep(calls, in: "3.1")
      #expect(finished.calls(in: "3.1") == calls)
      #expect(finished.call(in: "3.1", beside: calls[1]) == calls[1])
      var other = calls[1]
      other.stream = 7
      #expect(finished.call(in: "3.1", beside: other) == calls[0])
      #expect(finished.call(in: "3.1", beside: nil) == calls[0])
    }
  }

  private func withTemporaryWorkbook(_ body: (Workbook) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    for path in ["Start/Package.swift", "Protos/Package.swift"] {
      let file = folder.appending(path: path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data().write(to: file)
    }
    try body(try Workbook(root: folder))
  }
}
