internal import HTTP2

/// What a connection does in its own way as a client or as a server. Called on its event loop.
protocol ConnectionSide: AnyObject {
  /// The socket is open, and nothing was read or written yet.
  func opened(_ connection: Connection)

  /// The peer has sent a header section.
  func received(
    headers: [Header], kind: HeaderKind, on id: Int32, endStream: Bool, connection: Connection)

  /// The peer has sent a header section that is over the limit.
  func receivedTooLarge(
    headers: [Header], kind: HeaderKind, on id: Int32, endStream: Bool, connection: Connection)

  /// The peer will send no more on the stream.
  func receivedEnd(of stream: CallStream, connection: Connection)

  /// Sends a stream's first headers.
  func send(
    _ headers: [Header], hasBody: Bool, on stream: CallStream, connection: Connection) throws

  /// What a stream's reader and writer see when it was reset.
  func error(ofReset code: ErrorCode) -> any Error

  /// The connection is to end once its streams have: says so to the peer.
  func beginDraining(_ connection: Connection)

  /// The connection is closed, and its streams have failed.
  ///
  /// - Parameter reason: Why, if it was not to be expected.
  func closed(_ connection: Connection, reason: String?)
}
