/// The fields of requests and responses, as they should be or not.
enum Fields {
  typealias Field = (String, String)

  static func request(_ name: String = "Echo") -> [Field] {
    [
      (":method", "POST"), (":scheme", "http"), (":path", "/test.Service/\(name)"),
      (":authority", "test"), ("te", "trailers"), ("content-type", "application/grpc"),
    ]
  }

  static func response() -> [Field] {
    [(":status", "200"), ("content-type", "application/grpc")]
  }
}

extension [(String, String)] {
  func without(_ name: String) -> Self {
    filter { $0.0 != name }
  }

  func replacing(_ name: String, _ value: String) -> Self {
    map { $0.0 == name ? (name, value) : $0 }
  }

  /// With that field right behind the one of the same name, or else at the end.
  func adding(_ name: String, _ value: String) -> Self {
    var fields = self
    fields.insert((name, value), at: (lastIndex { $0.0 == name }).map { $0 + 1 } ?? count)
    return fields
  }

  /// With that field first.
  func leading(_ name: String, _ value: String) -> Self {
    [(name, value)] + self
  }
}
