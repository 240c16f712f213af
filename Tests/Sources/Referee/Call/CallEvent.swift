public import HTTP2

/// What the peer did on a call. Times are since the start of the transcript, taken when the octets
/// arrived.
public enum CallEvent: Hashable, Sendable {
  /// The response's header section. (A request's are in ``ServedCall/headers``.)
  case headers([Header], at: Duration)
  /// A message, without its prefix.
  case message([UInt8], at: Duration)
  /// The section that ends a response, `grpc-status` in it; also that of a Trailers-Only response.
  case trailers([Header], at: Duration)
  /// END_STREAM without trailers: how a request ends.
  case halfClosed(at: Duration)
  /// RST_STREAM, from the peer or, where the peer broke the protocol, from the referee.
  case reset(ErrorCode, at: Duration)
  case connectionClosed(at: Duration)

  /// When it arrived.
  public var time: Duration {
    switch self {
    case .headers(_, let at), .message(_, let at), .trailers(_, let at), .halfClosed(let at),
      .reset(_, let at), .connectionClosed(let at):
      at
    }
  }

  /// Whether the peer says no more on this call. A request's END_STREAM is one, though a reset can
  /// still follow it.
  public var isEnd: Bool {
    switch self {
    case .headers, .message: false
    case .trailers, .halfClosed, .reset, .connectionClosed: true
    }
  }

  /// The status, of trailers that have one.
  public var status: GRPCStatus? {
    if case .trailers(let trailers, _) = self { GRPCStatus(trailers: trailers) } else { nil }
  }
}

extension CallEvent: CustomStringConvertible {
  public var description: String {
    switch self {
    case .headers: "response headers"
    case .message(let octets, _): "a message of \(octets.count) octets"
    case .trailers: status.map { "status \($0)" } ?? "trailers without grpc-status"
    case .halfClosed: "END_STREAM"
    case .reset(let code, _): "RST_STREAM \(code)"
    case .connectionClosed: "the connection's end"
    }
  }
}
