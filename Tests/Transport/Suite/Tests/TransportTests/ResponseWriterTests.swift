import GRPCCore
import HTTP2
import NIOPosix
import Testing

@testable import GRPCNghttp2Transport

@Suite(.ours("It calls this transport's own functions")) struct ResponseWriterTests {
  /// What the client of a handler that ends with `code` is told.
  private func told(
    _ code: Status.Code, isCancelled: Bool = true, deadline: ContinuousClock.Instant? = nil
  ) async throws -> String? {
    let gate = ConnectionGate(eventLoop: MultiThreadedEventLoopGroup.singleton.next())
    let stream = CallStream(id: 1, gate: gate, window: 65_535)
    try await Task {
      if isCancelled { withUnsafeCurrentTask { $0?.cancel() } }
      let status = Status(code: code, message: "")
      try await ResponseWriter(stream: stream, deadline: deadline).write(.status(status, [:]))
    }.value
    guard case .headersOnly(let headers) = stream.outbound.nextAction() else { return nil }
    return headers.first("grpc-status")
  }

  @Test func `What a handler throws once serve() has ended is UNAVAILABLE`() async throws {
    #expect(try await told(.unknown) == "14")
  }

  @Test(arguments: [Status.Code.ok, .notFound, .unavailable, .unknown])
  func `The deadline counts when the status is written`(code: Status.Code) async throws {
    let past = ContinuousClock.now - .milliseconds(1)
    #expect(try await told(code, isCancelled: false, deadline: past) == "4")
    let future = ContinuousClock.now + .seconds(3_600)
    #expect(try await told(code, isCancelled: false, deadline: future) == "\(code.rawValue)")
  }

  @Test(arguments: [Status.Code.ok, .notFound])
  func `What it ends with by itself stands`(code: Status.Code) async throws {
    #expect(try await told(code) == "\(code.rawValue)")
  }
}
