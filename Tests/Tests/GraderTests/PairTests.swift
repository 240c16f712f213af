import Foundation
import Referee
import Synchronization
import TestSupport
import Testing

@testable import Grader

/// `Tests/grade wire` between two programs.
struct PairTests {
  private func play(
    _ call: WireCall, server: String = "End", client: String = "End", picture: String? = nil
  ) async throws -> (Int32, [String]) {
    for package in Set([server, client]) { _ = try await KeptPrograms.of(package) }
    let workbook = try Root.workbook()
    let lines = Lines()
    let run = PairRun(
      workbook: workbook, server: try Submission(server, in: workbook, current: workbook.root),
      client: try Submission(client, in: workbook, current: workbook.root), transport: .nghttp2,
      call: call, picture: picture,
      console: Console { if case .text(let line) = $0 { lines.add(line) } })
    return (try await run.run(), lines.all)
  }

  /// The frames of one direction, without their times.
  private func frames(_ lines: [String], _ arrow: String) -> [String] {
    lines.filter { $0.contains(" \(arrow) ") }.compactMap {
      $0.components(separatedBy: " \(arrow) ").last
    }
  }

  @Test func `A subscription is shown from its request to its reset, and drawn`() async throws {
    try await withTemporaryFolder { folder in
      let file = folder.appending(path: "call.svg")
      let (code, lines) = try await play(.getStream, picture: file.path)
      #expect(code == 0)
      let sent = frames(lines, "→")
      #expect(
        sent.first?.hasPrefix("HEADERS  stream 1  /datahub.Egress/GetDataPackagesStream") == true)
      #expect(sent.contains { $0.hasPrefix("RST_STREAM  stream 1  CANCEL") })
      let received = frames(lines, "←")
      #expect(received.first?.hasPrefix("HEADERS  stream 1  :status 200") == true)
      #expect(received.count { $0.hasPrefix("DATA") } == 3)
      #expect(lines.contains { $0.contains("· client stdout  ") })
      #expect(lines.joined().contains(/· server stderr .* stream closed/))
      let svg = try String(contentsOf: file, encoding: .utf8)
      #expect(svg.contains("the client of End and the server of End"))
      #expect(svg.contains("RST_STREAM") && svg.contains("package 3"))
    }
  }

  @Test(arguments: [
    (WireCall.sendStream, 3, 1, "3"), (.exchange, 3, 3, "3 "), (.send, 1, 1, "1"),
  ])
  func `Messages go both ways, and the client prints what it is told`(
    call: WireCall, requests: Int, responses: Int, output: String
  ) async throws {
    let (code, lines) = try await play(call)
    #expect(code == 0)
    #expect(
      frames(lines, "→").count { $0.hasPrefix("DATA") && $0.contains("tracking_guid") } == requests)
    #expect(lines.contains { $0.contains("END_STREAM") })
    #expect(frames(lines, "←").count { $0.hasPrefix("DATA") } == responses)
    #expect(frames(lines, "←").contains { $0.contains("grpc-status 0 OK") })
    #expect(lines.contains { $0.contains("· client stdout  \(output)") })
  }

  @Test func `A server's error reaches the client as it is`() async throws {
    let (code, lines) = try await play(.exchange, server: "Start")
    #expect(code == 1)
    #expect(frames(lines, "←").contains { $0.contains("grpc-status 12 UNIMPLEMENTED") })
    #expect(lines.contains { $0.contains("· client stderr  error: unimplemented: exercise 4") })
  }

  @Test func `A client that makes no call is seen to make none`() async throws {
    let (code, lines) = try await play(.getStream, client: "Start")
    #expect(code == 1)
    #expect(!lines.contains { $0.contains("HEADERS") })
    #expect(lines.contains { $0.contains("· client stderr  error: unimplemented: exercise 2") })
  }
}

/// Lines that come from anywhere.
private final class Lines: Sendable {
  private let lines = Mutex<[String]>([])
  var all: [String] { lines.withLock(\.self) }
  func add(_ line: String) { lines.withLock { $0.append(line) } }
}
