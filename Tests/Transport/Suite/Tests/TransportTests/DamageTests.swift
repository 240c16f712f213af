import GRPCCore
import GRPCNghttp2Transport
import HTTP2
import Testing

/// Conversations that are cut off or changed on their way, at every octet.
@Suite(.timeLimit(.minutes(1))) struct DamageTests {
  @Test func `A request cut at every octet is never complete, and harms nobody`() async throws {
    let completed = Events<Void>()
    let handler: Handler = { request, _ in
      for try await _ in request.messages {}
      completed.send()
      return Response { _ in [:] }
    }
    let frames: [RawFrame] = [
      .settings, .request(1, "Upload"), .data(1, framed([1, 2, 3])), .data(1, framed([4])),
      .data(1, [], endStream: true),
    ]
    let octets = RawFrame.preface + frames.flatMap(\.octets)
    try await withServer(["Upload": handler, "Echo": Handlers.echo]) { _, port in
      for count in 0..<octets.count {
        let raw = try await RawConnection.connect(port: port)
        try await raw.send(Array(octets[..<count]))
        try await raw.close()
      }
      try await withClient(port: port) { client in
        let answers = try await client.messages("Echo", [[1]])
        #expect(answers == [[1]])
      }
      #expect(completed.takeAll().isEmpty)
      let raw = try await RawConnection.connect(port: port)
      try await raw.send(octets)
      try await completed.next()
      try await raw.close()
    }
  }

  @Test func `A response cut at every octet fails its call, and is never taken for whole`()
    async throws
  {
    let settings = RawFrame.settings.octets + RawFrame.settingsAck.octets
    let frames: [RawFrame] = [.response(1), .data(1, framed([1, 2, 3])), .trailers(1)]
    let octets = settings + frames.flatMap(\.octets)
    for count in 0...octets.count {
      let error = try await withRawServer(settles: false) { raw in
        try await raw.send(Array(octets[..<min(count, settings.count)]))
        if count >= settings.count {
          _ = try await raw.frames { $0.type == .headers }
          try await raw.send(Array(octets[settings.count..<count]))
        }
        try await raw.close()
      } call: {
        await $0.error("Any")
      }
      #expect((error == nil) == (count == octets.count), "cut after \(count)")
      if let error { #expect(error.code == .unavailable, "cut after \(count)") }
    }
  }

  @Test(arguments: [0x01, 0x80, 0xff] as [UInt8])
  func `A request with any octet changed harms nobody`(change: UInt8) async throws {
    let frames: [RawFrame] = [
      .settings, .request(1, "Echo"), .padded(1, framed([1, 2, 3]), padding: 3),
      .data(1, framed([4]), endStream: true), .ping,
    ]
    let octets = RawFrame.preface + frames.flatMap(\.octets)
    try await withServer(["Echo": Handlers.echo]) { _, port in
      for index in octets.indices {
        var changed = octets
        changed[index] ^= change
        let raw = try await RawConnection.connect(port: port)
        // The server may have closed the connection before the last octet.
        try? await raw.send(changed)
        try await raw.close()
      }
      try await withClient(port: port) { client in
        let answers = try await client.messages("Echo", [[1]])
        #expect(answers == [[1]])
      }
    }
  }

  @Test(arguments: [0x01, 0x80, 0xff] as [UInt8])
  func `A response with any octet changed ends its call`(change: UInt8) async throws {
    let frames: [RawFrame] = [
      .ping, .response(1), .padded(1, framed([1, 2, 3]), padding: 3), .data(1, framed([4])),
      .trailers(1),
    ]
    let octets = frames.flatMap(\.octets)
    for index in octets.indices {
      _ = try await withRawServer { raw in
        var changed = octets
        changed[index] ^= change
        try? await raw.send(changed)
        try await raw.close()
      } call: {
        await $0.error("Any")
      }
    }
  }
}
