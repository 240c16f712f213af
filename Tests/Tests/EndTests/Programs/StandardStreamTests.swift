import DataHubMessages
import Foundation
import Grader
import HTTP2
import Referee
import TestSupport
import Testing

/// The client when a standard stream is closed, from the start or on the way.
@Suite(.timeLimit(.minutes(1))) struct StandardStreamTests {
  @Test func `A client whose reader has left cancels its call and leaves`() async throws {
    let referee = try await RefereeServer.listen(transcript: Transcript())
    let script = """
      "$0" get-stream --port \(referee.port) | head -n 1; echo "${PIPESTATUS[@]}"
      """
    let shell = try await Program.start(
      "/bin/bash", arguments: ["-c", script, KeptPrograms.of("End").client.path])
    defer { shell.kill() }
    let call = try #require(await referee.nextCall())
    var package = Datahub_ResponseGetDataPackageStream()
    package.isSuccess = true
    package.trackingGuid = "one"
    try await call.send(package)
    // No second package comes, and the client leaves nevertheless.
    #expect(await shell.exit() == .exited(0))
    #expect(shell.allLines(.stdout).map(\.text) == ["one", "141 0"])
    #expect(shell.allLines(.stderr).map(\.text) == [])
    var code: ErrorCode?
    while code == nil, let event = await call.next() {
      if case .reset(let reset, _) = event { code = reset }
    }
    #expect(code == .cancel)
    await referee.close()
  }

  #if os(Linux)
    @Test func `A client whose output finds no room cancels its call, and says why`() async throws {
      let referee = try await RefereeServer.listen(transcript: Transcript())
      let client = try await Program.start(
        "/bin/sh",
        arguments: [
          "-c", "exec \"$0\" get-stream --port \(referee.port) >/dev/full",
          KeptPrograms.of("End").client.path,
        ])
      defer { client.kill() }
      let call = try #require(await referee.nextCall())
      var package = Datahub_ResponseGetDataPackageStream()
      package.isSuccess = true
      package.trackingGuid = "one"
      try await call.send(package)
      // No second package comes, and the client leaves nevertheless.
      #expect(await client.exit() == .exited(1))
      let words = ["error: standard output cannot be written to"]
      #expect(client.allLines(.stderr).map(\.text) == words)
      var code: ErrorCode?
      while code == nil, let event = await call.next() {
        if case .reset(let reset, _) = event { code = reset }
      }
      #expect(code == .cancel)
      await referee.close()
    }

    @Test func `An answer that finds no room is an error`() async throws {
      let referee = try await RefereeServer.listen(transcript: Transcript())
      let client = try await Program.start(
        "/bin/sh",
        arguments: [
          "-c", "exec \"$0\" send --port \(referee.port) >/dev/full",
          KeptPrograms.of("End").client.path,
        ])
      defer { client.kill() }
      let call = try #require(await referee.nextCall())
      try await call.send(Datahub_ResponseSendDataPackage())
      try await call.finish(.ok)
      #expect(await client.exit() == .exited(1))
      let words = ["error: standard output cannot be written to"]
      #expect(client.allLines(.stderr).map(\.text) == words)
      await referee.close()
    }

    @Test func `Output whose stream is closed goes nowhere`() async throws {
      let referee = try await RefereeServer.listen(transcript: Transcript())
      let script = "exec \"$0\" get-stream --port \(referee.port) <&- >&- 2>&-"
      let client = try await Program.start(
        "/bin/sh", arguments: ["-c", script, KeptPrograms.of("End").client.path])
      defer { client.kill() }
      _ = try #require(await referee.nextCall())
      let folder = "/proc/\(client.processID)/fd"
      let links = try FileManager.default.contentsOfDirectory(atPath: folder).compactMap {
        try? FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/\($0)")
      }
      #expect(links.count { $0 == "/dev/null" } >= 2)
      await referee.close()
    }
  #endif
}
