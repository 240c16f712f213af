import GRPCCore
import HTTP2
import NIOPosix
import Testing

@testable import GRPCNghttp2Transport

@Suite(.ours("It calls this transport's own functions")) struct ResponseWriterTests {
  /// What the client of a handler that ends with `code` is told, once its task is cancelled.
  private func told(_ code: Status.Code) async throws -> String? {
    let gate = ConnectionGate(eventLoop: MultiThreadedEventLoopGroup.singleton.next())
    let stream = CallStream(id: 1, gate: gate, window: 65_535)
    try await Task {
      withUnsafeCurrentTask { $0?.cancel() }
      let status = Status(code: code, message: "")
      try await ResponseWriter(stream: stream).write(.status(status, [:]))
    }.value
    guard case .headersOnly(let headers) = stream.outbound.nextAction() else { return nil }
    return headers.first("grpc-status")
  }

  @Test func `What a handler throws once serve() has ended is UNAVAILABLE`() async throws {
    #expect(try await told(.unknown) == "14")
  }

  @Test(arguments: [Status.Code.ok, .notFound])
  func `What it ends with by itself stands`(code: Status.Code) async throws {
    #expect(try await told(code) == "\(code.rawValue)")
  }
}
