import DataHubMessages
import Referee
import Testing

/// What a tag is, to the hub.
struct TagTests {
  @Test func `Tags that Swift takes for equal have logs of their own`() async throws {
    let tags = ["caf\u{E9}", "cafe\u{301}", "\u{212B}", "\u{C5}", "A\u{30A}"]
    try await FinishedServer.run { server in
      let client = try await server.connect()
      for tag in tags {
        var package = Bad.package
        package.tagName = tag
        package.tagValue = Array(tag.utf8).description
        let upload = try await client.call(Path.upload)
        try await upload.send(package, endStream: true)
        #expect(await upload.end()?.status?.code == .ok)
      }
      for tag in tags {
        // Of another hub: it begins with the oldest package that is kept.
        var request = Datahub_RequestSubscribeDataPackages()
        request.trackingGuid = Bad.package.trackingGuid
        request.hubGuid = Bad.package.trackingGuid
        request.tagName = tag
        let call = try await client.call(Path.hub)
        try await call.send(request, endStream: true)
        let first = try await call.nextMessage(Datahub_ResponseSubscribeDataPackages.self)?.message
        #expect(first?.number == 1, "\(Array(tag.utf8))")
        #expect(first?.package.tagValue == Array(tag.utf8).description, "\(Array(tag.utf8))")
        // The next one is a sign of life, behind the only package.
        let second = try await call.nextMessage(Datahub_ResponseSubscribeDataPackages.self)?.message
        #expect(second?.hasPackage == false && second?.number == 1)
        try await call.reset()
      }
      await client.close()
    }
  }
}
