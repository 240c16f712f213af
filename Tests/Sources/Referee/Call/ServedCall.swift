public import HTTP2

/// A call that arrived at the referee as a server.
public final class ServedCall: Call {
  public let stream: StreamHandle
  /// The request's header section.
  public let headers: [Header]
  /// When they arrived, since the start of the transcript.
  public let arrivedAt: Duration

  init(stream: StreamHandle, headers: [Header], arrivedAt: Duration) {
    self.stream = stream
    self.headers = headers
    self.arrivedAt = arrivedAt
  }

  /// The method: `/package.Service/Method`.
  public var path: String { headers.first(":path") ?? "" }

  /// The deadline that the client has set, as its headers tell it: a number and a unit, "500m".
  public var timeout: String? { headers.first("grpc-timeout") }

  /// How long ``timeout`` is; nil if there is none, or none of at most eight digits and a unit.
  public var timeLimit: Duration? { timeout.flatMap(Self.timeLimit) }

  static func timeLimit(_ timeout: String) -> Duration? {
    guard timeout.wholeMatch(of: #/[0-9]{1,8}[HMSmun]/#) != nil,
      let number = Int64(timeout.dropLast())
    else { return nil }
    return switch timeout.last {
    case "H": .seconds(number * 3_600)
    case "M": .seconds(number * 60)
    case "S": .seconds(number)
    case "m": .milliseconds(number)
    case "u": .microseconds(number)
    case "n": .nanoseconds(number)
    default: nil
    }
  }

  /// Whether another call came on the same connection.
  public func sharesConnection(with other: ServedCall) -> Bool {
    stream.peer != nil && stream.peer === other.stream.peer
  }

  /// Sends the response's headers. ``send(_:)`` does so by itself where it was not done.
  public func sendHeaders(_ metadata: [Header] = []) async throws {
    let id = id
    try await stream.run(otherwise: ()) { try $0.respond(metadata, on: id) }
  }

  /// Ends the call with a status: by trailers, or, where no headers were sent, by a Trailers-Only
  /// response.
  public func finish(_ code: GRPCStatus.Code = .ok, message: String = "") async throws {
    try await finish(GRPCStatus(code, message).trailers)
  }

  /// Ends the call with these trailers.
  func finish(_ trailers: [Header]) async throws {
    let id = id
    try await stream.run(otherwise: ()) { try $0.finish(trailers, on: id) }
  }

  /// Sends GOAWAY on the call's connection and closes it.
  public func closeConnection() async {
    await stream.peer?.close()
  }

  /// Closes the call's connection without a word.
  public func cutConnection() async {
    await stream.peer?.cut()
  }
}
