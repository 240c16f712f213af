import HTTP2

/// Where an endpoint does otherwise than the specification says, and why that is left so.
///
/// Known ones are asserted as they are, so that it is noticed when one is gone.
struct Departure: Sendable {
  /// A case's section and rule.
  var rule: String
  var reaction: Reaction
  var reason: String

  static let server = [
    overflow, leadingSpace, trailingSpace, noUpdate,
    Self(
      rule: "5.1.1 A stream with a lower number than the last one is PROTOCOL_ERROR",
      reaction: .ignored,
      reason: "nghttp2 does not keep closed streams, and so cannot tell one from a number left out"),
  ]

  static let client = [
    overflow, leadingSpace, trailingSpace, noUpdate,
    Self(
      rule: "8.1 DATA before a response is malformed",
      reaction: .connectionError(.protocolError),
      reason: "nghttp2 ends the connection, as an endpoint may (section 5.4.1)"),
    Self(
      rule: "6.1 DATA on a stream that is complete is STREAM_CLOSED", reaction: .served,
      reason: "nghttp2 does not keep a client's closed streams, and drops what comes for them"),
  ]

  private static let overflow = Self(
    rule: "6.9.2 SETTINGS that make a stream's window overflow are FLOW_CONTROL_ERROR",
    reaction: .streamError(.flowControlError),
    reason: "nghttp2 resets the streams whose windows overflow, and keeps the connection")

  private static let noUpdate = Self(
    rule: "6.9 WINDOW_UPDATE by 0 on a stream is a stream error PROTOCOL_ERROR",
    reaction: .connectionError(.protocolError),
    reason: "nghttp2 ends the connection, as an endpoint may (section 5.4.1)")

  private static let leadingSpace = Self(
    rule: "8.2.1 A value that begins with a space is malformed", reaction: .served,
    reason: "on purpose: a grpc-message may begin with one, and would be lost with its stream")

  private static let trailingSpace = Self(
    rule: "8.2.1 A value that ends with a tab is malformed", reaction: .served,
    reason: "on purpose: a grpc-message may end with one, and would be lost with its stream")
}
