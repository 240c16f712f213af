import HTTP2

extension ConformanceCase {
  /// Section 8, for requests.
  static let requests: [Self] = [trailers, lengths, pseudoHeaders, fieldsOfRequests, odd].flatMap {
    $0
  }

  private static let side = Side.client

  private static let trailers = [
    Self(
      "8.1", "Trailers end a request",
      [side.call[0], .data(1, Side.message), .headers(1, [("x", "1")], endStream: true)],
      .served, answers: [.data(1, Side.message)]),
    Self(
      "8.1", "A second HEADERS without END_STREAM is malformed",
      [.request(1, "Wait"), .headers(1, [("x", "1")])], .stream(.protocolError)),
    Self(
      "8.1", "A pseudo-header field in trailers is malformed",
      [.request(1, "Wait"), .headers(1, [(":method", "POST")], endStream: true)],
      .stream(.protocolError)),
    Self(
      "8.2.1", "An uppercase name in trailers is malformed",
      [.request(1, "Wait"), .headers(1, [("X", "1")], endStream: true)],
      .stream(.protocolError)),
    Self(
      "4.3", "Fields of a stream that was refused still join the table",
      [
        .headers(
          1,
          block: HeaderBlock.literals(side.fields) + HeaderBlock.indexing("X", "1")
            + HeaderBlock.indexing("y", "2")),
        .headers(3, block: HeaderBlock.literals(side.fields) + HeaderBlock.indexed(62)),
      ], .served, on: 3),
  ]

  /// Section 8.1.1: content-length.
  private static let lengths = [
    side.wellFormed("8.1.1", "A content-length that is right is taken") {
      $0.adding("content-length", "8")
    },
    side.malformed("8.1.1", "A content-length that is too large is malformed") {
      $0.adding("content-length", "9")
    },
    side.malformed("8.1.1", "A content-length that is too small is malformed") {
      $0.adding("content-length", "7")
    },
    side.malformed("8.1.1", "A content-length that is no number is malformed") {
      $0.adding("content-length", "-8")
    },
    // Two that agree may be taken for one: RFC 9110, section 8.6.
    side.malformed("8.1.1", "Two values of content-length that differ are malformed") {
      $0.adding("content-length", "8").adding("content-length", "9")
    },
    Self(
      "8.1.1", "A content-length that several DATA frames exceed is malformed",
      [
        .headers(1, side.fields + [("content-length", "8")]),
        .data(1, Side.message), .data(1, [0], endStream: true),
      ], .stream(.protocolError)),
    Self(
      "8.1.1", "A content-length without any DATA is malformed",
      [.headers(1, side.fields + [("content-length", "8")], endStream: true)],
      .stream(.protocolError)),
  ]

  /// Section 8.3.1.
  private static let pseudoHeaders: [Self] = [":method", ":scheme", ":path"].flatMap { name in
    [
      side.malformed("8.3.1", "A request without \(name) is malformed") { $0.without(name) },
      side.malformed("8.3.1", "A request with an empty \(name) is malformed") {
        $0.replacing(name, "")
      },
      side.malformed("8.3.1", "A request with two of \(name) is malformed") { fields in
        fields.adding(name, fields.first { $0.0 == name }?.1 ?? "")
      },
    ]
  }

  private static let fieldsOfRequests: [Self] = [
    side.malformed("8.3.1", "A request with two of :authority is malformed") {
      $0.adding(":authority", "test")
    },
    side.malformed("8.3.1", "A method with a space is malformed") {
      $0.replacing(":method", "PO ST")
    },
    side.malformed("8.3.1", "A path without a slash is malformed") {
      $0.replacing(":path", "test.Service/Echo")
    },
    side.malformed("8.3", "A pseudo-header field of responses is malformed in a request") {
      $0.leading(":status", "200")
    },
    side.malformed("8.2.2", "te other than trailers is malformed") { $0.replacing("te", "gzip") },
    side.malformed("8.5", "CONNECT with :scheme and :path is malformed") {
      $0.replacing(":method", "CONNECT")
    },
  ]

  /// What is unusual and no error.
  private static let odd = [
    side.wellFormed("8.2.3", "A cookie may come in several fields") {
      $0.adding("cookie", "a=1").adding("cookie", "b=2")
    },
    side.wellFormed("8.3.1", "host may stand for :authority") {
      $0.without(":authority").adding("host", "test")
    },
    side.wellFormed("8.2.2", "te is compared without case") { $0.replacing("te", "Trailers") },
    side.wellFormed("8.2.2", "te may be missing, as it is for one hop") { $0.without("te") },
    side.wellFormed("8.2.1", "An empty value is taken") { $0.adding("x", "") },
    side.wellFormed("8.2.1", "A value may have octets beyond ASCII") { $0.adding("x", "ä") },
    side.wellFormed("8.3.1", "A method that no call has is answered") {
      $0.replacing(":method", "GET")
    },
    side.wellFormed("8.5", "CONNECT is answered") {
      $0.replacing(":method", "CONNECT").without(":scheme").without(":path")
    },
  ]
}
