import HTTP2

/// A client and a server, and all that passes between them.
struct EndpointPair {
  let client: Endpoint
  let server: Endpoint

  init(client: Configuration = Configuration(), server: Configuration = Configuration()) throws {
    self.client = try Endpoint(.client, client)
    self.server = try Endpoint(.server, server)
    try exchange()
  }

  /// Passes octets both ways until neither side has any.
  func exchange() throws {
    while true {
      let (up, down) = (try client.output(), try server.output())
      if up.isEmpty && down.isEmpty { return }
      try server.input(up)
      try client.input(down)
    }
  }

  static let request = [
    Header(":method", "POST"), Header(":scheme", "http"), Header(":path", "/a/b"),
    Header(":authority", "test"),
  ]
  static let response = [Header(":status", "200")]
}
