internal import GRPCCore
internal import HTTP2

extension RPCError {
  /// What a call's client sees when its stream is reset, by either side (gRPC over HTTP/2,
  /// section "Errors").
  init(reset code: ErrorCode) {
    let status: Code =
      switch code {
      case .refusedStream: .unavailable
      case .cancel: .cancelled
      case .enhanceYourCalm: .resourceExhausted
      case .inadequateSecurity: .permissionDenied
      default: .internalError
      }
    self.init(code: status, message: "the stream was reset with \(code)")
  }

  /// What a call's handler sees when the client resets the stream.
  init(resetByClient code: ErrorCode) {
    self.init(code: .unavailable, message: "the stream was reset with \(code)")
  }

  /// What both sides of a call see of a header section that is over the receiver's limit, in octets.
  init(headersOver limit: Int, of message: String) {
    self.init(
      code: .resourceExhausted,
      message: "the \(message)'s headers are over the limit of \(limit) octets")
  }

  /// What a call's caller sees when its request's producer throws. Of an error that is no `RPCError`
  /// GRPCCore makes one that says "Write failed." and has the error as its cause.
  init(thrownByProducer error: any Error) {
    guard let error = error as? RPCError, error.message == "Write failed.", let cause = error.cause
    else {
      self = error as? RPCError ?? RPCError(thrown: error)
      return
    }
    self.init(thrown: cause)
  }

  private init(thrown error: any Error) {
    self.init(
      code: error is CancellationError ? .cancelled : .unknown,
      message: "the request's producer threw: \(error)", cause: error)
  }

  static func connectionLost(_ reason: String?) -> RPCError {
    let reason = reason.map { ": \($0)" } ?? ""
    return RPCError(
      code: .unavailable, message: "the connection was lost before the call ended\(reason)")
  }

  static let streamEnded = RPCError(code: .unavailable, message: "the call has ended")
}
