import HTTP2
import Testing

/// What a rude client sends again and again.
struct Flood: Sendable, CustomTestStringConvertible {
  var name: String
  /// What each round sends, on a stream of its own if it needs one.
  var round: @Sendable (_ stream: UInt32) -> [RawFrame]
  /// What the server may do.
  var allowed: Set<Reaction>

  init(
    _ name: String, _ allowed: Set<Reaction>..., round: @escaping @Sendable (UInt32) -> [RawFrame]
  ) {
    self.name = name
    self.round = round
    self.allowed = allowed.reduce(into: []) { $0.formUnion($1) }
  }

  var testDescription: String { name }

  /// Floods that open no streams; stream 1 is open.
  static let ofFrames = [
    Self("empty DATA", .borne, .calmed) { _ in [.data(1, [])] },
    Self("padding", .borne, .calmed) { _ in [.padded(1, [], padding: 0)] },
    Self("WINDOW_UPDATE of the connection", .borne, .calmed) { _ in [.windowUpdate(0, by: 1)] },
    Self("WINDOW_UPDATE of a stream", .borne, .calmed) { _ in [.windowUpdate(1, by: 1)] },
    Self("PRIORITY of other streams", .borne, .calmed) { [.priority($0, dependsOn: 1)] },
    Self("frames of unknown types", .borne, .calmed) { _ in [RawFrame(type: .unknown, stream: 1)] },
    Self("GOAWAY", .borne, .calmed) { _ in [.goAway()] },
    Self("PING", .calmed) { _ in [.ping] },
    Self("PING with ACK", .calmed) { _ in [RawFrame.ping.with(\.flags, 1)] },
    Self("SETTINGS", .calmed) { _ in [.settings((.initialWindowSize, 65_535))] },
  ]

  /// Floods of streams, whose handlers wait until they are cancelled.
  static let ofStreams = [
    Self("resets right after HEADERS", .calmed) { [.request($0, "Wait"), .reset($0)] },
    Self("resets of complete requests", .calmed) {
      [.request($0, "Wait", endStream: true), .reset($0)]
    },
    Self(
      "resets that the server is made to send: a window that overflows",
      Departure.strict.contains(Session.libraryVersion)
        ? .connection(.flowControlError) : .calmed
    ) {
      [.request($0, "Wait"), .windowUpdate($0, by: 0x7fff_ffff)]
    },
    Self(
      "resets that the server is made to send: trailers that are malformed",
      Departure.spreads ? .protocolError : .calmed
    ) {
      [.request($0, "Wait"), .headers($0, [("X", "1")], endStream: true)]
    },
    Self("resets that the server is made to send: a window by 0", .protocolError) {
      [.request($0, "Wait"), .windowUpdate($0, by: 0)]
    },
    Self("resets that the server is made to send: DATA at the end", .streamClosed) {
      [.request($0, "Wait", endStream: true), .data($0, [])]
    },
    Self(
      "resets that the server is made to send: no content of that length",
      Departure.spreads ? .protocolError : .calmed
    ) {
      [
        .headers($0, Fields.request("Wait") + [("content-length", "1")]),
        .data($0, [], endStream: true),
      ]
    },
  ]
}

extension Set<Reaction> {
  /// Others are served, and so is this peer's own next call.
  static var borne: Self { [.served, .ignored] }
  static var calmed: Self { .connection(.enhanceYourCalm) }
  static var streamClosed: Self { .connection(.streamClosed) }
}
