import HTTP2

/// What a server has to do.
extension ConformanceCase {

  static let server: [Self] = [
    opening, framing(.client), blocks(.client), idleStreams, halfClosedStreams, closedStreams,
    identifiers, streamFrames(.client), settings(.client), controlFrames(.client), forServersOnly,
    compression(.client), fields(.client), requests,
  ].flatMap { $0 }

  /// Section 3.4: how a connection begins.
  private static let opening = [
    Self("3.4", "The preface and SETTINGS open a connection", Side.client.call, .served),
    Self(
      "3.4", "What is not the preface is a connection error, with or without GOAWAY",
      opening: Array("INVALID CONNECTION PREFACE\r\n\r\n".utf8), [],
      .protocolError, .closed),
    Self(
      "3.4", "A preface whose last octet is wrong is a connection error, with or without GOAWAY",
      opening: Array(RawFrame.preface.dropLast()) + [0x0b] + RawFrame.settings.octets, [],
      .protocolError, .closed),
    Self(
      "3.4", "A first frame other than SETTINGS is PROTOCOL_ERROR",
      opening: RawFrame.preface + RawFrame.ping.octets, [], .protocolError),
    Self(
      "3.4", "A request before SETTINGS is PROTOCOL_ERROR",
      opening: RawFrame.preface + Side.client.call.flatMap(\.octets), [], .protocolError),
  ]

  /// Section 5.1: frames on a stream that nobody has opened.
  private static let idleStreams = [
    Self("5.1", "DATA on an idle stream is PROTOCOL_ERROR", [.data(1, [0])], .protocolError),
    Self("5.1", "RST_STREAM on an idle stream is PROTOCOL_ERROR", [.reset(1)], .protocolError),
    Self(
      "5.1", "WINDOW_UPDATE on an idle stream is PROTOCOL_ERROR", [.windowUpdate(1, by: 1)],
      .protocolError),
    Self(
      "5.1", "CONTINUATION on an idle stream is PROTOCOL_ERROR", [.continuation(1)],
      .protocolError),
    Self("5.1", "PRIORITY on an idle stream is taken", [.priority(1)], .ignored),
  ]

  /// Section 5.1: frames after the request's END_STREAM, while there is no response yet.
  private static let halfClosedStreams = [
    Self(
      "5.1", "DATA on a half-closed (remote) stream is STREAM_CLOSED",
      [ended, .data(1, [0])], .connection(.streamClosed)),
    Self(
      "5.1", "HEADERS on a half-closed (remote) stream is STREAM_CLOSED",
      [ended, .trailers(1)], .connection(.streamClosed)),
    Self(
      "5.1", "CONTINUATION on a half-closed (remote) stream is an error",
      [ended, .continuation(1)], .protocolError),
    Self(
      "5.1", "WINDOW_UPDATE and PRIORITY on a half-closed (remote) stream are taken",
      [ended, .windowUpdate(1, by: 1), .priority(1)], .ignored),
    Self(
      "5.1", "RST_STREAM on a half-closed (remote) stream is taken", [ended, .reset(1)], .ignored),
  ]

  /// Section 5.1: frames on a stream that is over.
  private static let closedStreams = [
    Self(
      "6.1", "DATA on a stream that was reset is STREAM_CLOSED",
      [ended, .reset(1), .data(1, [0])], .connection(.streamClosed)),
    Self(
      "6.1", "DATA on a stream that is complete is STREAM_CLOSED", before: Side.client.call,
      [.data(1, [0])], .connection(.streamClosed)),
    Self(
      "5.1.1", "HEADERS on a stream that was reset is an error",
      [ended, .reset(1)] + Side.client.call, .connection(.streamClosed)),
    Self(
      "5.1.1", "HEADERS on a stream that is complete is an error", before: Side.client.call,
      Side.client.call, .connection(.streamClosed)),
    Self(
      "6.10", "CONTINUATION on a stream that is complete is PROTOCOL_ERROR",
      before: Side.client.call, [.continuation(1)], .protocolError),
    Self(
      "5.1", "WINDOW_UPDATE, PRIORITY and RST_STREAM on a stream that is complete are taken",
      before: Side.client.call, [.windowUpdate(1, by: 1), .priority(1), .reset(1)], .served),
  ]

  /// Section 5.1.1: the numbers of streams.
  private static let identifiers = [
    Self(
      "5.1.1", "A stream with an even number is PROTOCOL_ERROR", [.request(2, "Echo")],
      .protocolError, on: 2),
    Self(
      "5.1.1", "A stream with a lower number than the last one is PROTOCOL_ERROR",
      [.request(5, "Wait"), .request(3, "Echo", endStream: true)], .protocolError, on: 3),
    Self(
      "5.1.1", "A number that was left out between others is PROTOCOL_ERROR",
      [.request(9, "Wait"), .request(21, "Wait"), .request(23, "Wait")]
        + Side.client.call.map { $0.with(\.stream, 13) }, .protocolError, on: 13),
    Self(
      "5.1.1", "An open stream with a lower number than the last one may have trailers",
      [
        .request(9, "Echo"), .request(21, "Wait", endStream: true),
        .headers(9, [("x", "y")], endStream: true),
      ], .served, on: 9),
    Self(
      "5.1.1", "Numbers may be left out",
      Side.client.call.map { $0.with(\.stream, 77) }, .served, on: 77),
  ]

  private static let forServersOnly = [
    Self(
      "5.3",
      "A stream that depends on itself is an error as it once was, or served by later nghttp2",
      [
        RawFrame(
          type: .headers, flags: RawFrame.Flag.endHeaders | RawFrame.Flag.priority, stream: 1,
          payload: [0, 0, 0, 1, 15] + Side.client.block)
      ] + Side.client.rest, .protocolError, .served),
    Self(
      "5.3", "PRIORITY of a stream that depends on itself is an error, or taken by later nghttp2",
      [.priority(1, dependsOn: 1)] + Side.client.call, .protocolError, .served),
    Self(
      "6.4", "RST_STREAM with a code that nobody knows is taken",
      [ended, .reset(1, code: 0xfe)], .ignored),
    Self(
      "6.8", "GOAWAY of a client leaves its calls alone",
      [ended, .goAway()], .ignored),
    Self(
      "7", "GOAWAY with a code that nobody knows is taken", [ended, .goAway(code: 0xfe)],
      .ignored),
    Self(
      "6.9.1", "DATA beyond a stream's window is FLOW_CONTROL_ERROR",
      Side.client.opened
        + (0..<5).map { _ in .data(1, [UInt8](repeating: 0, count: 16_384)) },
      .stream(.flowControlError)),
    Self(
      "8.4", "PUSH_PROMISE of a client is PROTOCOL_ERROR",
      [
        .request(1, "Wait"),
        RawFrame(
          type: .pushPromise, flags: RawFrame.Flag.endHeaders, stream: 1,
          payload: [0, 0, 0, 2] + Side.client.block),
      ], .protocolError),
  ]

  /// A request that is complete, on a stream that stays open.
  private static let ended = RawFrame.request(1, "Wait", endStream: true)
}
