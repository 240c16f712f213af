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

  static func connectionLost(_ reason: String?) -> RPCError {
    let reason = reason.map { ": \($0)" } ?? ""
    return RPCError(
      code: .unavailable, message: "the connection was lost before the call ended\(reason)")
  }

  static let streamEnded = RPCError(code: .unavailable, message: "the call has ended")
}
