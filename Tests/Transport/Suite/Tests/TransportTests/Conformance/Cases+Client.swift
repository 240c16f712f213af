import HTTP2

/// What a client has to do.
extension ConformanceCase {
  static let client: [Self] = [
    opening, framing(.server), blocks(.server), streams, streamFrames(.server), settings(.server),
    controlFrames(.server), forClientsOnly, compression(.server), fields(.server), responses,
    statuses,
  ].flatMap { $0 }

  private static let side = Side.server
  private static let head = RawFrame.response(1)

  private static let opening = [
    Self("3.4", "SETTINGS open a connection", side.call, .served),
    Self(
      "3.4", "A first frame other than SETTINGS is PROTOCOL_ERROR", opening: RawFrame.ping.octets,
      [], .protocolError),
    Self(
      "3.4", "What is not HTTP/2 is a connection error",
      opening: Array("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n".utf8), [],
      .protocolError, .connection(.frameSizeError), .closed),
  ]

  /// Section 5.1: streams that nobody has opened, and one that is over.
  private static let streams = [
    Self("5.1", "DATA on an idle stream is PROTOCOL_ERROR", [.data(5, [0])], .protocolError),
    Self("5.1", "HEADERS on an idle stream is PROTOCOL_ERROR", [.response(5)], .protocolError),
    Self("5.1", "RST_STREAM on an idle stream is PROTOCOL_ERROR", [.reset(5)], .protocolError),
    Self(
      "5.1", "WINDOW_UPDATE on an idle stream is PROTOCOL_ERROR", [.windowUpdate(5, by: 1)],
      .protocolError),
    Self(
      "5.1.1", "A stream that a server opens is PROTOCOL_ERROR", [.response(2)], .protocolError),
    Self(
      "5.1.1", "DATA on a stream that only a server could open is PROTOCOL_ERROR",
      [.data(2, [0])], .protocolError),
    Self(
      "6.1", "DATA on a stream that is complete is STREAM_CLOSED",
      side.call + [.data(1, [0])], .stream(.streamClosed)),
    Self(
      "5.1", "HEADERS on a stream that is complete is ignored",
      side.call + [.trailers(1)], .served),
    Self(
      "5.1", "WINDOW_UPDATE, PRIORITY and RST_STREAM on a stream that is complete are taken",
      side.call + [.windowUpdate(1, by: 1), .priority(1), .reset(1)], .served),
  ]

  private static let forClientsOnly = [
    Self(
      "6.5.2", "SETTINGS_ENABLE_PUSH of 1 from a server is PROTOCOL_ERROR",
      [.settings((.enablePush, 1))],
      .protocolError),
    Self(
      "6.5.2", "SETTINGS_ENABLE_PUSH of 0 from a server is taken",
      [.settings((.enablePush, 0))] + side.call,
      .served),
    Self(
      "6.6", "PUSH_PROMISE for a client that has said that it wants none is PROTOCOL_ERROR",
      [
        RawFrame(
          type: .pushPromise, flags: RawFrame.Flag.endHeaders, stream: 1,
          payload: [0, 0, 0, 2] + Side.client.block)
      ], .protocolError),
  ]

  /// Section 8, for responses.
  private static let responses: [Self] = [
    Self(
      "8.1", "Informational responses come before the response",
      [.headers(1, [(":status", "100")]), .headers(1, [(":status", "103"), ("x", "1")])]
        + side.call, .served),
    Self(
      "8.1", "An informational response with END_STREAM is malformed",
      [.headers(1, [(":status", "103")], endStream: true)], .stream(.protocolError)),
    Self(
      "8.1", "DATA before a response is malformed", [.data(1, Side.message)] + side.call,
      .stream(.protocolError)),
    Self(
      "8.1", "DATA after an informational response is malformed",
      [.headers(1, [(":status", "103")]), .data(1, Side.message)], .stream(.protocolError)),
    Self(
      "8.1", "Trailers without END_STREAM are malformed",
      [head, .headers(1, [("grpc-status", "0")])], .stream(.protocolError)),
    Self(
      "8.1", "A pseudo-header field in trailers is malformed",
      [head, .headers(1, [(":status", "200"), ("grpc-status", "0")], endStream: true)],
      .stream(.protocolError)),
    Self(
      "8.1.1", "A content-length that is too large is malformed",
      [.headers(1, side.fields + [("content-length", "9")])] + side.rest,
      .stream(.protocolError)),
    Self(
      "8.1.1", "A content-length that is too small is malformed",
      [.headers(1, side.fields + [("content-length", "7")])] + side.rest,
      .stream(.protocolError)),
    Self(
      "8.1.1", "A content-length that is right is taken",
      [.headers(1, side.fields + [("content-length", "8")])] + side.rest, .served),
  ]

  /// Section 8.3.2.
  private static let statuses = [
    side.malformed("8.3.2", "A response without :status is malformed") { $0.without(":status") },
    side.malformed("8.3.2", "A response with two of :status is malformed") {
      $0.adding(":status", "200")
    },
    side.malformed("8.3.2", "A :status that is no number is malformed") {
      $0.replacing(":status", "abc")
    },
    side.malformed("8.3.2", "A :status of two digits is malformed") {
      $0.replacing(":status", "20")
    },
    side.malformed("8.3", "A pseudo-header field of requests is malformed in a response") {
      $0.leading(":path", "/")
    },
    side.malformed("8.6", "101 is malformed") { $0.replacing(":status", "101") },
  ]
}
