import GRPCCore
import HTTP2
import Referee
import Testing

@Suite(.timeLimit(.minutes(1))) struct MetadataTests {
  private static let echo: Handler = { request, _ in
    let text = Array(request.metadata[stringValues: "x-text"])
    let octets = Array(request.metadata[binaryValues: "x-octets-bin"])
    var metadata: Metadata = [:]
    for value in text { metadata.addString(value, forKey: "x-text") }
    for value in octets { metadata.addBinary(value, forKey: "x-octets-bin") }
    let trailing = metadata
    return Response(metadata: metadata) { _ in trailing }
  }

  @Test func `custom_metadata: text and octets go out, and come back first and last`()
    async throws
  {
    let octets: [[UInt8]] = [[], [0], [0, 1], [0xab, 0xcd, 0xef], Array(0...255)]
    var sent: Metadata = ["x-text": "one", "X-Text": "two, three"]
    for value in octets { sent.addBinary(value, forKey: "x-octets-bin") }
    let metadata = sent
    try await withPair(["Echo": Self.echo]) { client in
      try await client.call("Echo", metadata: metadata) { response in
        guard case .success(let contents) = response.accepted else {
          Issue.record("refused")
          return
        }
        var trailing: Metadata = [:]
        for try await part in contents.bodyParts {
          if case .trailingMetadata(let metadata) = part { trailing = metadata }
        }
        for metadata in [contents.metadata, trailing] {
          #expect(Array(metadata[stringValues: "x-text"]) == ["one", "two, three"])
          #expect(Array(metadata[binaryValues: "x-octets-bin"]) == octets)
        }
      }
    }
  }

  @Test(arguments: ["AAE", "AAE=", "AAE,AAE", "AAE=, AAE"])
  func `Octets are read with and without padding, and with commas between`(
    value: String
  ) async throws {
    let seen = Events<[[UInt8]]>()
    let handler: Handler = { request, _ in
      seen.send(Array(request.metadata[binaryValues: "x-octets-bin"]))
      return Response { _ in [:] }
    }
    try await withServerAndReferee(["See": handler]) { _, referee in
      let call = try await referee.call(
        "/test.Service/See", metadata: [Header("x-octets-bin", value)])
      try await call.halfClose()
      let count = value.split(separator: ",").count
      #expect(try await seen.next() == [[UInt8]](repeating: [0, 1], count: count))
    }
  }

  @Test func `What gRPC itself writes cannot be overwritten`() async throws {
    try await withRefereeAndClient { referee, client in
      let metadata: Metadata = [
        "content-type": "text/html", "te": "gzip", "grpc-status": "0", ":path": "/else",
      ]
      async let answer = client.messages("Echo", metadata: metadata)
      let call = try #require(await referee.nextCall())
      #expect(call.path == "/test.Service/Echo")
      #expect(
        call.headers.filter { $0.name == "content-type" }.map(\.value) == ["application/grpc"])
      #expect(call.headers.first("te") == "trailers")
      #expect(call.headers.first("grpc-status") == nil)
      try await call.finish()
      #expect(try await answer == [])
    }
  }

  @Test func `A handler sees all of its request's headers`() async throws {
    let seen = Events<Metadata>()
    let handler: Handler = { request, _ in
      seen.send(request.metadata)
      return Response { _ in [:] }
    }
    try await withPair(["See": handler]) { client in
      _ = try await client.messages("See", metadata: ["x-own": "1"])
      let metadata = try await seen.next()
      for (name, value) in [
        (":method", "POST"), (":scheme", "http"), (":path", "/test.Service/See"),
        ("content-type", "application/grpc"), ("te", "trailers"), ("x-own", "1"),
      ] {
        #expect(Array(metadata[stringValues: name]) == [value])
      }
      let authority = Array(metadata[stringValues: ":authority"])
      #expect(authority.count == 1 && authority[0].hasPrefix("127.0.0.1:"))
    }
  }
}
