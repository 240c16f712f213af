internal import GRPCCore
internal import HTTP2

extension CallStream {
  /// Answers a request that is no call.
  func reject(_ answer: [Header]) {
    if outbound.end(.headersOnly(answer)) { schedule() }
  }

  /// The handler has returned: whatever else the client sends is of no interest. A handler that has
  /// sent no status leaves the client with a reset.
  func endHandling() {
    inbound.abandon()
    let error = RPCError(code: .internalError, message: "the handler returned without a status")
    if !outbound.hasEnd { reset(.internalError, error) }
  }
}
