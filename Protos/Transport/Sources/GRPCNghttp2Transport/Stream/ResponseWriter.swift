internal import GRPCCore
internal import HTTP2

/// Writes a call's response.
struct ResponseWriter: ClosableRPCWriterProtocol {
  let stream: CallStream

  func write(_ part: RPCResponsePart<Nghttp2TransportBytes>) async throws {
    switch part {
    case .metadata(let metadata):
      if try stream.outbound.write(headers: .response(metadata)) { stream.schedule() }
    case .message(let message):
      try await stream.write(message)
    case .status(var status, let metadata):
      // Only the end of `serve()` cancels a handler's task: what it then throws is no error of its
      // own, which would be UNKNOWN.
      if Task.isCancelled, status.code == .unknown { status = .serverStopped }
      if stream.outbound.end(.trailers(.trailers(status, metadata))) { stream.schedule() }
    }
  }

  func write(contentsOf parts: some Sequence<RPCResponsePart<Nghttp2TransportBytes>>) async throws {
    for part in parts { try await write(part) }
  }

  /// A response ends with its status, and needs no other end.
  func finish() async {}

  func finish(throwing error: any Error) async {
    stream.reset(.internalError, error)
  }
}

extension Status {
  fileprivate static let serverStopped = Status(
    code: .unavailable, message: "the server has stopped")
}
