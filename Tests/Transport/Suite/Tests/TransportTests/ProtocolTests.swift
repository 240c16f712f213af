import GRPCCore
import GRPCNghttp2Transport
import HTTP2
import Referee
import Testing

/// Peers that are rude or wrong; some named as in gRPC's negative HTTP/2 tests.
@Suite(.timeLimit(.minutes(1))) struct ProtocolTests {
  @Test func `data_frame_padding: padding is no part of messages, on either side`() async throws {
    try await withServer(["Count": Handlers.count]) { _, port in
      let raw = try await RawConnection.connect(port: port)
      let octets = framed([UInt8](repeating: 1, count: 100))
      try await raw.send(RawFrame.preface)
      try await raw.send(
        .settings, .request(1, "Count"), .padded(1, Array(octets[..<3]), padding: 0),
        .padded(1, Array(octets[3..<7]), padding: 255), .padded(1, [], padding: 10),
        .padded(1, Array(octets[7...]), padding: 1, endStream: true))
      let frames = try await raw.frames { $0.flags & 1 == 1 && $0.type == .headers }
      #expect(frames?.first { $0.type == .data }?.payload == framed(Array("100".utf8)))
      try await raw.close()
    }

    let answers = try await withRawServer { raw in
      let octets = framed([1, 2, 3])
      try await raw.send(
        .response(1), .padded(1, Array(octets[..<6]), padding: 20), .padded(1, [], padding: 255),
        .padded(1, Array(octets[6...]), padding: 0), .trailers(1))
    } call: {
      try await $0.messages("Any")
    }
    #expect(answers == [[1, 2, 3]])
  }

  @Test func `rst_after_header, rst_during_data, rst_after_data: the call fails`() async throws {
    let octets = framed([1, 2, 3])
    for body in [[], Array(octets[..<6]), octets] {
      let code = try await withRawServer { raw in
        try await raw.send(.response(1), .data(1, body), .reset(1, code: 2))
      } call: {
        await $0.error("Any")?.code
      }
      #expect(code == .internalError)
    }
  }

  @Test(
    arguments: [
      (0, .internalError), (1, .internalError), (2, .internalError), (3, .internalError),
      (8, .cancelled), (11, .resourceExhausted), (12, .permissionDenied),
    ] as [(UInt8, RPCError.Code)])
  func `A reset's code becomes a status`(reset: UInt8, status: RPCError.Code) async throws {
    let code = try await withRawServer {
      try await $0.send(.reset(1, code: reset))
    } call: {
      await $0.error("Any")?.code
    }
    #expect(code == status)
  }

  @Test(
    arguments: [
      (400, .internalError), (401, .unauthenticated), (403, .permissionDenied),
      (404, .unimplemented), (429, .unavailable), (502, .unavailable), (503, .unavailable),
      (504, .unavailable), (500, .unknown), (302, .unknown),
    ] as [(Int, RPCError.Code)])
  func `An answer that is not 200 becomes a status`(
    http: Int, status: RPCError.Code
  ) async throws {
    let code = try await withRawServer { raw in
      try await raw.send(
        .headers(1, [(":status", "\(http)"), ("content-type", "text/html")]),
        .data(1, Array("<html>".utf8), endStream: true))
    } call: {
      await $0.error("Any")?.code
    }
    #expect(code == status)
  }

  @Test func `An answer that is no gRPC is UNKNOWN`() async throws {
    let code = try await withRawServer { raw in
      try await raw.send(
        .headers(1, [(":status", "200"), ("content-type", "text/html")], endStream: true))
    } call: {
      await $0.error("Any")?.code
    }
    #expect(code == .unknown)
  }

  @Test func `Informational headers come before the response, and are not it`() async throws {
    let answers = try await withRawServer { raw in
      try await raw.send(
        .headers(1, [(":status", "103"), ("x", "y")]), .response(1), .data(1, framed([1])),
        .trailers(1))
    } call: {
      try await $0.messages("Any")
    }
    #expect(answers == [[1]])
  }

  @Test(.ours("The official transport takes it for metadata."))
  func `A status in headers that do not end the stream is the call's status`() async throws {
    let error = try await withRawServer { raw in
      let fields = Fields.response() + [("grpc-status", "5"), ("grpc-message", "not here")]
      try await raw.send(.headers(1, fields), .data(1, [], endStream: true))
    } call: {
      await $0.error("Any")
    }
    #expect(error?.code == .notFound)
    #expect(error?.message == "not here")
  }

  @Test func `END_STREAM on the last message, without a status, fails the call`() async throws {
    let code = try await withRawServer { raw in
      try await raw.send(.response(1), .data(1, framed([1]), endStream: true))
    } call: {
      await $0.error("Any")?.code
    }
    #expect(code == .internalError)
  }

  @Test(
    arguments: [
      ([(":method", "GET")], "405"), ([("content-type", "text/html")], "415"),
      ([("content-type", "application/grpcx")], "415"), ([("content-type", "")], "415"),
      ([("te", "gzip")], "200"), ([("content-type", "application/grpc+proto")], "200"),
      ([("content-type", "application/grpc;x=y")], "200"),
    ] as [([(String, String)], String)])
  func `Requests that are no calls are answered as HTTP asks`(
    changes: [(String, String)], status: String
  ) async throws {
    try await withServer(["Echo": Handlers.echo]) { _, port in
      var fields: [(String, String)] = [
        (":method", "POST"), (":scheme", "http"), (":path", "/test.Service/Echo"),
        (":authority", "test"), ("te", "trailers"), ("content-type", "application/grpc"),
      ]
      for (name, value) in changes {
        let index = try #require(fields.firstIndex { $0.0 == name })
        fields[index].1 = value
      }
      let peer = try await HeaderPeer.connect(port: port)
      let headers = try await peer.headers(of: fields.map { Header($0.0, $0.1) })
      if fields.contains(where: { $0 == ("te", "gzip") }) {
        // nghttp2 refuses what RFC 9113, section 8.2.2, forbids, before gRPC sees it.
        #expect(headers == nil)
      } else {
        #expect(headers?.first(":status") == status)
      }
    }
  }

  @Test(arguments: [nil, "trailers", "Trailers", "TRAILERS"])
  func `A request is served without te, and whatever the case of its value`(
    te: String?
  ) async throws {
    try await withServer(["Echo": Handlers.echo]) { _, port in
      let peer = try await HeaderPeer.connect(port: port)
      let headers = try await peer.headers(
        of: [
          Header(":method", "POST"), Header(":scheme", "http"), Header(":authority", "test"),
          Header(":path", "/test.Service/Echo"), Header("content-type", "application/grpc"),
        ] + [te].compactMap { $0.map { Header("te", $0) } })
      #expect(headers == [Header(":status", "200"), Header("content-type", "application/grpc")])
    }
  }
}
