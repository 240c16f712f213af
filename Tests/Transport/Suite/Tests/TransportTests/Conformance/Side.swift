/// What the peer of a server, or of a client, sends in an ordinary call on stream 1.
struct Side: Sendable {
  /// What makes the stream one on which nothing was answered yet.
  var opened: [RawFrame]
  /// The fields of the call's first HEADERS.
  var fields: [(String, String)]
  /// What follows these and completes the call.
  var rest: [RawFrame]
  /// A stream that nobody has opened.
  var idle: UInt32

  static let message = framed([1, 2, 3])

  /// What a client sends to a server.
  static let client = Side(
    opened: [.request(1, "Wait")], fields: Fields.request(),
    rest: [.data(1, message, endStream: true)], idle: 5)

  /// What a server sends to a client, which has sent all of its request.
  static let server = Side(
    opened: [], fields: Fields.response(), rest: [.data(1, message), .trailers(1)], idle: 5)

  var block: [UInt8] { HeaderBlock.literals(fields) }

  /// The whole call.
  var call: [RawFrame] { [.headers(1, block: block, endStream: false)] + rest }
}
