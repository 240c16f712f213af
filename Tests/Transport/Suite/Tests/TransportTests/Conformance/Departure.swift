import HTTP2

/// Where an endpoint does otherwise than the specification says, and why that is left so.
///
/// Known ones are asserted as they are, so that it is noticed when one is gone.
struct Departure: Sendable {
  /// A case's section and rule.
  var rule: String
  var reaction: Reaction
  var reason: String

  /// The versions of nghttp2 that do so, as ``HTTP2/Session/libraryVersion`` has them.
  var versions: any RangeExpression<Int> & Sendable = 0...

  static let server = everyServer.filter(\.isHere)
  static let client = everyClient.filter(\.isHere)

  private var isHere: Bool { versions.contains(Session.libraryVersion) }

  static let everyServer =
    both + [
      Self(
        rule: "8.3.1 A method with a space is malformed", reaction: .served,
        reason: "nghttp2 does not look at it; the answer is 405", versions: ..<0x01_32_00),
      Self(
        rule: "6.9.1 DATA beyond a stream's window is FLOW_CONTROL_ERROR",
        reaction: .connectionError(.flowControlError), reason: endsConnection, versions: strict),
      Self(
        rule: "4.3 Fields of a stream that was refused still join the table",
        reaction: .connectionError(.protocolError),
        reason: "nghttp2 ends the connection for what the stream is refused for",
        versions: 0x01_43_00..<0x01_45_00),
      Self(
        rule: "6.1 DATA on a stream that was reset is STREAM_CLOSED", reaction: .ignored,
        reason: keepsNone, versions: strict),
      Self(
        rule: "6.1 DATA on a stream that is complete is STREAM_CLOSED", reaction: .served,
        reason: keepsNone, versions: strict),
      Self(
        rule: "5.1.1 HEADERS on a stream that was reset is an error", reaction: .ignored,
        reason: keepsNone, versions: strict),
      Self(
        rule: "5.1.1 HEADERS on a stream that is complete is an error", reaction: .served,
        reason: keepsNone, versions: strict),
    ]

  static let everyClient =
    both + [
      Self(
        rule: "8.1 DATA before a response is malformed",
        reaction: .connectionError(.protocolError), reason: endsConnection),
      Self(
        rule: "6.1 DATA on a stream that is complete is STREAM_CLOSED", reaction: .served,
        reason: "nghttp2 does not keep a client's closed streams, and drops what comes for them"),
    ]

  private static let both = [
    Self(
      rule: "6.9.2 SETTINGS that make a stream's window overflow are FLOW_CONTROL_ERROR",
      reaction: .streamError(.flowControlError),
      reason: "nghttp2 resets the streams whose windows overflow, and keeps the connection",
      versions: ..<Self.strict.lowerBound),
    Self(
      rule: "6.9.1 A stream's window above 2^31-1 is a stream error FLOW_CONTROL_ERROR",
      reaction: .connectionError(.flowControlError), reason: endsConnection, versions: strict),
    Self(
      rule: "6.9 WINDOW_UPDATE by 0 on a stream is a stream error PROTOCOL_ERROR",
      reaction: .connectionError(.protocolError), reason: endsConnection),
    Self(
      rule: "6.3 PRIORITY on stream 0 is PROTOCOL_ERROR", reaction: .served,
      reason: "nghttp2 takes no notice of priorities, which RFC 9113 has deprecated",
      versions: strict),
    Self(
      rule: "8.2.1 A value that begins with a space is malformed", reaction: .served,
      reason: "on purpose: a grpc-message may begin with one, and would be lost with its stream"),
    Self(
      rule: "8.2.1 A value that ends with a tab is malformed", reaction: .served,
      reason: "on purpose: a grpc-message may end with one, and would be lost with its stream"),
  ]

  private static let endsConnection =
    "nghttp2 ends the connection, as an endpoint may (section 5.4.1)"
  private static let keepsNone =
    "nghttp2 does not keep closed streams, and drops what comes for them"

  /// Whether an error of a stream may end its connection, as it does in nghttp2 1.67 and 1.68 where
  /// headers are malformed: an endpoint may do so (section 5.4.1), and later ones do not.
  static let spreads = (0x01_43_00..<0x01_45_00).contains(Session.libraryVersion)

  /// The versions that make more errors those of the connection, and forget closed streams.
  static let strict = 0x01_43_00...
}
