internal import GRPCCore
internal import HTTP2

/// Writes a call's request.
struct RequestWriter: ClosableRPCWriterProtocol {
  let stream: CallStream
  let method: MethodDescriptor
  let authority: String
  /// The octets that a message may have.
  let messageLimit: Int

  func write(_ part: RPCRequestPart<Nghttp2TransportBytes>) async throws {
    switch part {
    case .metadata(let metadata):
      let headers = Array.request(method, authority: authority, metadata: metadata)
      if try stream.outbound.write(headers: headers) { stream.schedule() }
    case .message(let message):
      guard message.count <= messageLimit else {
        throw RPCError(
          code: .resourceExhausted,
          message: "a message of \(message.count) octets is over the limit of \(messageLimit)")
      }
      try await stream.write(message)
    }
  }

  func write(contentsOf parts: some Sequence<RPCRequestPart<Nghttp2TransportBytes>>) async throws {
    for part in parts { try await write(part) }
  }

  /// A producer whose task was cancelled may return as if it were done: that is no complete request,
  /// so the server is told of a cancellation instead.
  func finish() async {
    if Task.isCancelled {
      stream.reset(.cancel, CancellationError())
    } else if stream.outbound.end(.endStream) {
      stream.schedule()
    }
  }

  /// The caller is told what the producer threw, for which GRPCCore has but "Write failed.".
  func finish(throwing error: any Error) async {
    stream.reset(.cancel, RPCError(thrownByProducer: error))
  }
}
