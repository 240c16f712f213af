import HTTP2
import Referee
import Testing

/// Callers that leave in the middle.
@Suite(.serialized) struct BreakingOffTests {
  @Test(arguments: [ErrorCode.cancel, .noError, .internalError, .refusedStream])
  func `Resets at every point harm nobody`(code: ErrorCode) async throws {
    try await FinishedServer.run { server in
      let client = try await server.connect()
      for path in Path.all {
        for point in BreakingOff.allCases {
          let call = try await client.call(path)
          try await point.play(call)
          try await call.reset(code)
          try await client.ping()
        }
      }
      await client.close()
    }
  }

  @Test func `Connections that break at every point harm nobody`() async throws {
    try await FinishedServer.run { server in
      for path in Path.all {
        for point in BreakingOff.allCases {
          let client = try await server.connect()
          try await point.play(try await client.call(path))
          // Answered, so that the server has seen all of the above.
          try await client.ping()
          await client.cut()
        }
      }
    }
  }

  /// Half-closed is as far as an upload can go, and so it may be complete; no other may.
  @Test func `Uploads that break off are not completed`() async throws {
    try await FinishedServer.run { server in
      let points = BreakingOff.allCases.filter { $0 != .afterHalfClose }
      for point in points {
        for resets in [true, false] {
          let client = try await server.connect()
          let call = try await client.call(Path.upload)
          try await point.play(call)
          try await client.ping()
          if resets { try await call.reset() } else { await client.cut() }
          #expect(
            await server.program.line(.stderr, containing: "upload aborted") != nil, "\(point)")
          if resets { await client.close() }
        }
      }
      #expect(server.program.allLines(.stderr).allSatisfy { !$0.text.contains("completed") })
    }
  }
}
