import DataHubMessages
import HTTP2
import Referee
import Testing

/// Callers that send what they should not.
@Suite(.serialized) struct BadRequestTests {
  @Test func `Bad messages earn a status and harm nobody`() async throws {
    try await FinishedServer.run { server in
      for bad in Bad.all {
        for path in Path.all {
          let client = try await server.connect()
          let call = try await client.call(path)
          try await call.send(bytes: bad.octets, endStream: true)
          let end = await call.end()
          let status = end?.status?.code
          #expect(
            status != nil && status != .ok && (bad.code == nil || status == bad.code),
            "\(bad.name) to \(path): \(String(describing: end))")
          // The connection is as good as before.
          try await client.ping()
          await client.close()
        }
        try await server.expectService(bad.name)
      }
    }
  }

  @Test func `A bad message after good ones earns a status`() async throws {
    try await FinishedServer.run { server in
      for bad in Bad.all {
        for path in [Path.upload, Path.exchange] {
          let client = try await server.connect()
          let call = try await client.call(path)
          for _ in 0..<3 { try await call.send(Bad.package) }
          try await call.send(bytes: bad.octets, endStream: true)
          let end = await call.end()
          #expect(
            end?.status != nil && end?.status?.code != .ok,
            "\(bad.name) to \(path): \(String(describing: end))")
          await client.close()
        }
      }
      #expect(server.program.allLines(.stderr).allSatisfy { !$0.text.contains("completed") })
    }
  }

  @Test func `A unary call has one message`() async throws {
    try await FinishedServer.run { server in
      let client = try await server.connect()
      for path in [Path.send, Path.subscribe] {
        let none = try await client.call(path)
        try await none.halfClose()
        let two = try await client.call(path)
        try await two.send(Bad.package)
        try await two.send(Bad.package, endStream: true)
        for call in [none, two] {
          let end = await call.end()
          #expect(end?.status != nil && end?.status?.code != .ok, "\(String(describing: end))")
        }
      }
      await client.close()
    }
  }

  @Test(arguments: [
    "/datahub.Egress/Nothing", "/datahub.Nothing/GetDataPackagesStream", "/datahub.Egress/", "/",
    "//",
    "/datahub.Egress", "/datahub.Egress/GetDataPackagesStream/", "/%00/%00",
  ])
  func `What is not served is unimplemented`(path: String) async throws {
    try await FinishedServer.run { server in
      let client = try await server.connect()
      let call = try await client.call(path)
      try await call.send(Bad.package, endStream: true)
      #expect(await call.end()?.status?.code == .unimplemented)
      await client.close()
    }
  }

  @Test(arguments: [
    Header("grpc-timeout", "soon"), Header("grpc-timeout", ""), Header("grpc-timeout", "-1S"),
    Header("grpc-timeout", "99999999H"), Header("grpc-timeout", "9999999H"),
    Header("grpc-timeout", "99999999999999999999999n"), Header("grpc-timeout", "0S"),
    Header("octets-bin", "*** no base64 ***"),
    Header("note", String(repeating: "x", count: 4096)), Header("grpc-encoding", "identity"),
  ])
  func `Odd headers do not stop a stream`(header: Header) async throws {
    try await FinishedServer.run { server in
      let client = try await server.connect()
      let call = try await client.call(Path.subscribe, metadata: [header])
      try await call.send(Bad.subscription, endStream: true)
      let answered = await call.next()
      #expect(answered != nil, "served or refused, but not left waiting")
      try await call.reset()
      await client.close()
    }
  }

  @Test func `Too many headers are refused`() async throws {
    try await FinishedServer.run { server in
      let client = try await server.connect()
      let headers = (0..<100).map { Header("note-\($0)", String(repeating: "x", count: 1000)) }
      let call = try await client.call(Path.subscribe, metadata: headers)
      try await call.send(Bad.subscription, endStream: true)
      #expect(await call.end() != nil)
      await client.close()
    }
  }
}
