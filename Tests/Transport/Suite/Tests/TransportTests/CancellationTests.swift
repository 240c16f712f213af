import GRPCCore
import GRPCNghttp2Transport
import HTTP2
import Referee
import Testing

@Suite(.timeLimit(.minutes(1))) struct CancellationTests {
  @Test func `cancel_after_begin: a cancelled task resets its call with CANCEL`() async throws {
    try await withRefereeAndClient { referee, client in
      let calling = Task { try await client.messages("Wait") }
      let call = try #require(await referee.nextCall())
      calling.cancel()
      await #expect(throws: (any Error).self) { try await calling.value }
      #expect(await Self.reset(of: call) == .cancel)
    }
  }

  @Test func `cancel_after_first_response: leaving a response resets the call with CANCEL`()
    async throws
  {
    try await withRefereeAndClient { referee, client in
      async let first = client.call("Stream") {
        try await $0.write([])
      } response: { response in
        try await response.messages.first { _ in true }
      }
      let call = try #require(await referee.nextCall())
      try await call.send(bytes: framed([1]))
      let message = try await first
      #expect(message == [1])
      #expect(await Self.reset(of: call) == .cancel)
    }
  }

  @Test func `An upload whose task is cancelled never looks complete`() async throws {
    for _ in 0..<20 {
      try await withRefereeAndClient { referee, client in
        let values = AsyncStream<[UInt8]> { $0.yield([1]) }
        let calling = Task {
          try await client.call("Upload") { writer in
            for await value in values { try await writer.write(value) }
          } response: { response in
            _ = try await response.messages.first { _ in true }
          }
        }
        let call = try #require(await referee.nextCall())
        guard case .message = await call.next() else {
          Issue.record("no message")
          return
        }
        calling.cancel()
        _ = await calling.result
        guard case .reset(.cancel, _) = await call.next() else {
          Issue.record("not reset")
          return
        }
      }
    }
  }

  @Test func `A producer that throws ends its call with that error`() async throws {
    let failure = RPCError(code: .dataLoss, message: "gone")
    try await withRefereeAndClient { _, client in
      async let result = client.call("Upload") { _ in
        throw failure
      } response: { response in
        do {
          for try await _ in response.messages {}
          return nil as RPCError?
        } catch {
          return error as? RPCError
        }
      }
      let error = try await result
      #expect(error == failure)
    }
  }

  @Test func `What a producer throws is told in its own words`() async throws {
    try await withRefereeAndClient { _, client in
      for (thrown, code) in [
        (Torn() as any Error, RPCError.Code.unknown), (CancellationError(), .cancelled),
      ] {
        let error = try await client.call("Upload") { _ in
          throw thrown
        } response: { response in
          switch response.accepted {
          case .success: nil as RPCError?
          case .failure(let error): error
          }
        }
        #expect(error?.code == code)
        #expect(error?.message == "the request's producer threw: \(thrown)")
        #expect(error?.cause.map { type(of: $0) == type(of: thrown) } == true)
      }
    }
  }

  @Test(arguments: [true, false])
  func `A reset reaches the handler: told, and its writes and reads throw`(
    afterHalfClose: Bool
  ) async throws {
    let seen = Events<RPCError.Code?>()
    let handler: Handler = { request, context in
      Response { writer in
        try await writer.write([1])
        try await context.cancellation.cancelled
        do {
          for try await _ in request.messages {}
          seen.send(nil)
        } catch {
          seen.send((error as? RPCError)?.code)
        }
        do {
          try await writer.write([2])
          seen.send(nil)
        } catch {
          seen.send((error as? RPCError)?.code)
        }
        return [:]
      }
    }
    try await withServerAndReferee(["Wait": handler]) { _, referee in
      let call = try await referee.test("Wait")
      if afterHalfClose { try await call.halfClose() }
      _ = await call.next()
      _ = await call.next()
      try await call.reset()
      #expect(try await seen.next() == (afterHalfClose ? nil : .unavailable))
      #expect(try await seen.next() == .unavailable)
    }
  }

  @Test func `A lost connection reaches every handler`() async throws {
    let ended = Events<Void>()
    let handler: Handler = { _, context in
      Response { writer in
        try await writer.write([1])
        try await context.cancellation.cancelled
        ended.send()
        return [:]
      }
    }
    try await withServerAndReferee(["Wait": handler]) { _, referee in
      for _ in 0..<10 {
        let call = try await referee.test("Wait")
        _ = await call.next()
        _ = await call.next()
      }
      await referee.cut()
      for _ in 0..<10 { try await ended.next() }
    }
  }

  @Test func `A reset frees a writer that waits for room`() async throws {
    let sent = Events<Int>()
    let failed = Events<Void>()
    let handler: Handler = { _, _ in
      Response { writer in
        do {
          for count in 0... {
            try await writer.write([UInt8](repeating: 0, count: 1000))
            sent.send(count)
          }
        } catch {
          failed.send()
        }
        return [:]
      }
    }
    let options = PeerOptions(initialWindowSize: 10, readsAutomatically: false)
    try await withServerAndReferee(["Flood": handler], options: options) { _, referee in
      let call = try await referee.test("Flood")
      while try await sent.next() < 15 {}
      try await call.reset()
      try await failed.next()
    }
  }

  @Test func `Cancelling serve() cancels handlers' tasks and closes connections`() async throws {
    let (began, ended) = (Events<Void>(), Events<Bool>())
    let handler: Handler = { _, _ in
      Response { _ in
        began.send()
        try? await Task.sleep(for: .seconds(3600))
        ended.send(Task.isCancelled)
        return [:]
      }
    }
    let server = Server(["Sleep": handler])
    let serving = Task { try await server.serve() }
    let port = try #require(try await server.listeningAddress.ipv4?.port)
    let referee = try await RefereeClient.connect(port: port, transcript: Transcript())
    _ = try await referee.test("Sleep")
    try await began.next()
    serving.cancel()
    _ = await serving.result
    #expect(ended.takeAll() == [true])
    #expect(await referee.closed())
  }

  /// The code of the reset that ends a call, whatever came before.
  private static func reset(of call: ServedCall) async -> ErrorCode? {
    while let event = await call.next() {
      if case .reset(let code, _) = event { return code }
    }
    return nil
  }
}

/// An error of an application.
private struct Torn: Error, CustomStringConvertible {
  var description: String { "the page is torn" }
}
