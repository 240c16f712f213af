internal import GRPCCore

/// Does what a call's metadata says, alike for every kind of RPC and in every peer's server:
///
/// | name | what happens |
/// |---|---|
/// | `echo`, `echo-bin` | come back, in the initial and in the trailing metadata |
/// | `fail` | the call fails with the status of that number |
/// | `wait` | the call is not answered before its caller leaves or its deadline passes |
struct Instructions: ServerInterceptor {
  static let failure = "Grüße: 100 % 🌍"

  let tally: Tally

  func intercept<Input: Sendable, Output: Sendable>(
    request: StreamingServerRequest<Input>,
    context: ServerContext,
    next:
      @Sendable (
        _ request: StreamingServerRequest<Input>, _ context: ServerContext
      ) async throws -> StreamingServerResponse<Output>
  ) async throws -> StreamingServerResponse<Output> {
    let echo = Metadata(request.metadata.filter { $0.key == "echo" || $0.key == "echo-bin" })
    if !request.metadata["wait"].allSatisfy({ _ in false }) {
      tally.beginWaiting()
      // Thrown when the deadline has passed.
      try? await context.cancellation.cancelled
      tally.endWaiting()
      // One whose caller has left is not heard.
      throw RPCError(code: .deadlineExceeded, message: "nobody waits any more")
    }
    if let code = request.metadata[stringValues: "fail"].first(where: { _ in true }),
      let status = Int(code).flatMap(Status.Code.init(rawValue:)),
      let error = RPCError.Code(status)
    {
      throw RPCError(code: error, message: Self.failure, metadata: echo)
    }

    var response = try await next(request, context)
    response.accepted = response.accepted.map { contents in
      var contents = contents
      let producer = contents.producer
      contents.metadata.add(contentsOf: echo)
      contents.producer = { writer in
        var trailing = try await producer(writer)
        trailing.add(contentsOf: echo)
        return trailing
      }
      return contents
    }
    return response
  }
}
