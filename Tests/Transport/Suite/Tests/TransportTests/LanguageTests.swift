import GRPCCore
import HTTP2
import Testing

/// A peer that speaks another protocol is named, and answered so that its user understands.
@Suite(.ours("The official transport closes the connection."), .timeLimit(.minutes(1)))
struct LanguageTests {
  @Test(arguments: [
    "GET / HTTP/1.1\r\nHost: test\r\n\r\n",
    "POST / HTTP/1.1\r\nHost: test\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n\r\n",
    "PUT / HTTP/1.0\r\n\r\n", "PRI * HTTP/1.1\r\n\r\n", "P",
  ])
  func `A client that speaks HTTP/1.1 gets 400, with a sentence`(request: String) async throws {
    // The last one is cut short, and goes on in another segment.
    let request = request == "P" ? ["P", "OST / HTTP/1.1\r\n\r\n"] : [request]
    try await withServer(["Echo": Handlers.echo]) { _, port in
      let peer = try await RawConnection.connect(port: port)
      for part in request { try await peer.send(Array(part.utf8)) }
      let answer = String(decoding: try await peer.octetsToTheEnd(), as: UTF8.self)
      #expect(answer.hasPrefix("HTTP/1.1 400 Bad Request\r\n"))
      #expect(answer.hasSuffix("gRPC: HTTP/2 without TLS, from the first octet on.\n"))
    }
  }

  @Test(arguments: [[0x16, 3, 1, 0, 5, 1, 0, 0, 1, 0], [0x80, 0x2e, 1, 3, 1, 0, 0x15]])
  func `A client that speaks TLS gets an alert`(hello: [UInt8]) async throws {
    try await withServer(["Echo": Handlers.echo]) { _, port in
      let peer = try await RawConnection.connect(port: port)
      try await peer.send(hello)
      #expect(try await peer.octetsToTheEnd() == [0x15, 3, 3, 0, 2, 2, 70])
    }
  }

  @Test(arguments: [
    (Array("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n".utf8), "HTTP/1.1"),
    ([0x15, 3, 1, 0, 2, 2, 10], "TLS"),
  ])
  func `A server that speaks something else is named`(
    answer: [UInt8], language: String
  ) async throws {
    let error = try await withRawServer(settles: false) { raw in
      try await raw.send(answer)
      try await raw.close()
    } call: {
      await $0.error("Any")
    }
    #expect(error?.code == .unavailable)
    #expect(error?.message.hasSuffix(": the server answered in \(language)") == true)
  }
}
