import HTTP2

/// What an endpoint does about what its peer sent.
enum Reaction: Hashable, Sendable, CustomStringConvertible {
  /// GOAWAY with that code, and the connection is closed (RFC 9113, section 5.4.1).
  case connectionError(ErrorCode)
  /// The connection is closed without a GOAWAY that says why.
  case closed
  /// RST_STREAM with that code, and the next call on the connection succeeds (section 5.4.2).
  case streamError(ErrorCode)
  /// The call in question ends as it should, and so does the next one.
  case served
  /// Nothing is said on the stream in question, and the next call succeeds.
  case ignored
  /// The next call on the connection is reset.
  case nextCallFailed

  var description: String {
    switch self {
    case .connectionError(let code): "connection error \(code)"
    case .closed: "closed without GOAWAY"
    case .streamError(let code): "stream error \(code)"
    case .served: "served"
    case .ignored: "ignored"
    case .nextCallFailed: "the next call failed"
    }
  }

  /// What the endpoint did, from the frames it sent.
  ///
  /// - Parameters:
  ///   - stream: The stream in question.
  ///   - next: The stream of the next call.
  ///   - isClosed: Whether the endpoint closed the connection.
  init(to frames: [RawFrame], on stream: UInt32, next: UInt32?, isClosed: Bool) {
    func code(_ type: FrameType, _ stream: UInt32) -> ErrorCode? {
      frames.last { $0.type == type && $0.stream == stream }?.code
        .map { ErrorCode(rawValue: UInt32($0)) }
    }
    let reset = code(.rstStream, stream)
    if isClosed {
      let goAway = code(.goAway, 0)
      self = goAway.flatMap { $0 == .noError ? nil : .connectionError($0) } ?? .closed
    } else if let next, code(.rstStream, next) != nil {
      self = .nextCallFailed
    } else if let reset, reset != .noError, reset != .cancel {
      self = .streamError(reset)
    } else {
      self = frames.contains { $0.stream == stream && $0.endsStream } ? .served : .ignored
    }
  }
}

extension Set<Reaction> {
  /// A connection error, and nothing else will do.
  static func connection(_ code: ErrorCode) -> Self {
    [.connectionError(code)]
  }

  /// A stream error: an endpoint may treat it as a connection error (section 5.4.1), but these do
  /// not, so that other calls go on.
  static func stream(_ code: ErrorCode) -> Self {
    [.streamError(code)]
  }

  static var served: Self { [.served] }
  static var ignored: Self { [.ignored] }
  static var closed: Self { [.closed] }
  static var protocolError: Self { .connection(.protocolError) }
}
