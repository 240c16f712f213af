internal import GRPCCore
internal import HTTP2

/// Writes a call's response.
struct ResponseWriter: ClosableRPCWriterProtocol {
  let stream: CallStream
  /// When the client stops waiting for the call's status.
  let deadline: ContinuousClock.Instant?

  func write(_ part: RPCResponsePart<Nghttp2TransportBytes>) async throws {
    switch part {
    case .metadata(let metadata):
      if try stream.outbound.write(headers: .response(metadata)) { stream.schedule() }
    case .message(let message):
      try await stream.write(message)
    case .status(let status, let metadata):
      let status = status.asWritten(before: deadline)
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
  /// What the client is told, of a call that its handler ends now.
  fileprivate func asWritten(before deadline: ContinuousClock.Instant?) -> Status {
    // "The deadline expires before the server returns its status" is DEADLINE_EXCEEDED on both sides
    // (gRPC's status codes): the client's clock may not be there yet, and would take a call that was
    // told to stop for a complete one.
    if let deadline, deadline <= .now {
      return Status(code: .deadlineExceeded, message: "the deadline passed before the call ended")
    }
    // Only the end of `serve()` cancels a handler's task: what it then throws is no error of its own,
    // which would be UNKNOWN.
    if Task.isCancelled, code == .unknown {
      return Status(code: .unavailable, message: "the server has stopped")
    }
    return self
  }
}
