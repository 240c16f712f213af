import HTTP2
import Referee
import SwiftProtobuf
import Testing

/// What the transcript says.
@Suite struct TranscriptTests {
  /// The lines of a rendered transcript without their times.
  private func text(_ transcript: Transcript) -> [String] { text(transcript.rendered()) }

  private func text(_ lines: [String]) -> [String] { lines.map { String($0.dropFirst(11)) } }

  @Test func `Messages are told by their fields, GUIDs by their first four characters`()
    async throws
  {
    let both = try await Conversation()
    let (call, served) = try await both.call()
    let server = try #require(served)
    let request = Request.with {
      $0.name = "6f1c0a52-5c1e-4f0e-9d3a-0123456789ab"
      $0.root = "A \"B\""
    }
    try await call.send(request, endStream: true)
    _ = await server.end()
    try await server.send(package("639000000000000000"))
    try await server.finish(.notFound, message: "gone")
    _ = await call.end()
    #expect(
      text(both.clientTranscript) == [
        "→ HEADERS  stream 1  /weather.Stations/Subscribe",
        #"→ DATA     stream 1  1: name 6f1c… root "A \"B\"" END_STREAM"#,
        "← HEADERS  stream 1  :status 200",
        #"← DATA     stream 1  1: name 6f1c… packed true json_name"#,
        #"                    "Temperature" default_value "639000000000000000""#,
        #"← HEADERS  stream 1  grpc-status 5 NOT_FOUND grpc-message "gone""#,
        "                    END_STREAM",
      ])
    await both.close()
  }

  @Test func `Both ends see the same frames the other way round`() async throws {
    let both = try await Conversation()
    let (call, served) = try await both.call()
    try await call.halfClose()
    try await served?.finish()
    _ = await call.end()
    func frames(_ transcript: Transcript, _ direction: TranscriptLine.Direction) -> [String] {
      transcript.lines
        .filter { $0.direction == direction && $0.stream == 1 && $0.kind != "WINDOW_UPDATE" }
        .map { "\($0.kind) \($0.text) \($0.endStream)" }
    }
    let (client, server) = (both.clientTranscript, both.serverTranscript)
    #expect(frames(client, .sent) == frames(server, .received))
    #expect(frames(client, .received) == frames(server, .sent))
    #expect(frames(client, .sent).count == 2)
    await both.close()
  }

  @Test func `Resets, windows and notes have their lines`() async throws {
    let both = try await Conversation(client: PeerOptions(initialWindowSize: 200))
    let (call, served) = try await both.call()
    try await served?.send(package(String(repeating: "9", count: 150)))
    _ = try await call.nextMessage(Package.self)
    both.clientTranscript.note("the check cancels")
    try await call.reset(.cancel)
    try await both.client.ping()
    let lines = text(both.clientTranscript)
    #expect(lines.contains { $0.hasPrefix("→ WINDOW_UPDATE  stream 1  +") })
    #expect(lines.contains("→ RST_STREAM  stream 1  CANCEL"))
    #expect(lines.contains("· the check cancels"))
    await both.close()
  }

  @Test func `A long run shows its beginning and its end, and how many packages lie between`()
    async throws
  {
    let both = try await Conversation()
    let (call, served) = try await both.call()
    for value in 1...42 { try await served?.send(package("\(value)")) }
    try await served?.finish()
    _ = await call.end()
    let lines = text(both.clientTranscript)
    #expect(lines.contains("… 36 more packages …"))
    #expect(lines.contains { $0.contains("42: name 6f1c") })
    #expect(!lines.contains { $0.contains("20: name 6f1c") })
    await both.close()
  }

  @Test func `Ping-pong collapses in pairs`() async throws {
    let both = try await Conversation()
    let (call, served) = try await both.call(.upload)
    let server = try #require(served)
    for value in 1...50 {
      try await call.send(package("\(value)"))
      _ = try await server.nextMessage(Package.self)
      try await server.send(Request.with { $0.name = "\(value)" })
      _ = try await call.nextMessage(Request.self)
    }
    let lines = text(both.clientTranscript)
    #expect(lines.count < 16)
    #expect(lines.contains { $0.hasPrefix("… 9") && $0.hasSuffix("more lines …") })
    await both.close()
  }

  @Test func `No line is wider than it should be, whatever it says`() {
    let transcript = Transcript()
    transcript.note(String(repeating: "long ", count: 50))
    transcript.note(String(repeating: "x", count: 500))
    for width in [60, 80] {
      #expect(transcript.rendered(width: width).allSatisfy { $0.count <= width })
    }
  }

  @Test func `Of a long transcript the stream in question is told, and the rest is counted`()
    async throws
  {
    let both = try await Conversation()
    var calls: [RefereeCall] = []
    for _ in 0..<12 { calls.append(try await both.client.call(.subscribe)) }
    let transcript = both.clientTranscript
    let place = try #require(calls[4].place)
    let lines = transcript.rendered(limit: 5, about: place)
    #expect(lines.filter { $0.contains("HEADERS") }.count == 1)
    #expect(lines.contains { $0.contains("stream \(place.stream) ") })
    #expect(lines.last?.hasSuffix("lines of other calls …") == true)
    // A short one is told whole.
    let headers = transcript.rendered(limit: 100, about: place).filter { $0.contains("HEADERS") }
    #expect(headers.count > 1)
    #expect(transcript.whole().count >= transcript.rendered().count)
    await both.close()
  }

  @Test func `What a check did in the middle is told, with what came next`() async throws {
    let both = try await Conversation()
    for number in 1...30 {
      if number == 15 { both.clientTranscript.note("the reader goes on") }
      let (call, served) = try await both.call()
      for _ in 0..<number % 7 { try await both.client.ping() }
      try await served?.finish()
      _ = await call.end()
    }
    let lines = text(both.clientTranscript.rendered(limit: 9))
    let place = try #require(lines.firstIndex(of: "· the reader goes on"))
    #expect(lines[place - 1].hasSuffix("more lines …"))
    #expect(lines[place + 1].hasPrefix("→ HEADERS"))
    #expect(lines[place + 2].hasSuffix("more lines …"))
    #expect(lines.count < 15)
    await both.close()
  }

  @Test func `What is left out at two places one after the other is told once`() {
    let transcript = Transcript()
    for number in 0..<40 { transcript.note("\(number) \(number % 7 == 0 ? "a" : "b")") }
    // Runs whose middle is left out, where the middle of all begins or ends.
    for _ in 0..<6 { for word in ["c", "d"] { for _ in 0..<30 { transcript.note(word) } } }
    for limit in 6...30 {
      let lines = transcript.rendered(limit: limit)
      let places = lines.indices.filter { lines[$0].hasSuffix(" …") }
      #expect(zip(places, places.dropFirst()).allSatisfy { $0 + 1 < $1 }, "\(limit)")
      let left = places.compactMap { Int(lines[$0].split(separator: " ")[1]) }.reduce(0, +)
      #expect(left + lines.count - places.count == 400)
    }
  }

  @Test func `A transcript of very many different lines leaves out its middle`() {
    let transcript = Transcript()
    for number in 0..<7000 { transcript.note("\(number) \(number % 7 == 0 ? "a" : "b")") }
    #expect(transcript.lines.count < 6002)
    let lines = transcript.rendered(limit: 10)
    #expect(lines.count < 16)
    #expect(lines.last?.hasSuffix("6999 b") == true)
  }
}
