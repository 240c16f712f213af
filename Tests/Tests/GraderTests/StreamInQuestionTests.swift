import DataHubMessages
import Referee
import Testing

@testable import Grader

/// Which of several calls a failure is about.
@Suite struct StreamInQuestionTests {
  /// Two subscriptions, of which the second gets a message.
  private func failure(of message: HubMessage) async throws -> (CheckFailure?, [StreamPlace?]) {
    let server = try await RefereeServer.listen(transcript: Transcript())
    let client = try await RefereeClient.connect(port: server.port, transcript: Transcript())
    let first = try await client.hubReader("tag")
    var second = try await client.hubReader("tag")
    for isSecond in [false, true] {
      let call = try #require(await server.nextCall())
      if isSecond { try await call.send(message) }
    }
    var failure: CheckFailure?
    do {
      var log = HubLog("tag")
      _ = log.package()
      try await second.expectRest(of: log, within: .milliseconds(message.hasPackage ? 5_000 : 100))
    } catch let thrown as CheckFailure {
      failure = thrown
    }
    await client.close()
    await server.close()
    return (failure, [first.call.place, second.call.place])
  }

  /// The hub's GUID and the package's number.
  private static let wrong: [(String, Int64)] = [
    ("", 1), ("no GUID", 1), (freshGUID(), 1), (freshGUID(), 2), (freshGUID(), 0),
  ]

  @Test(arguments: wrong)
  func `What a subscriber gets, or does not get, is about its own call`(
    hub: String, number: Int64
  ) async throws {
    var message = HubMessage()
    message.hubGuid = hub
    message.number = number
    if number > 0 { message.package = .fresh(tag: "another") }
    let (failure, places) = try await failure(of: message)
    #expect(failure?.stream != nil)
    #expect(failure?.stream == places[1])
    #expect(places[0] != places[1])
  }

  @Test func `A failure that is about a call stays so`() async throws {
    let server = try await RefereeServer.listen(transcript: Transcript())
    let client = try await RefereeClient.connect(port: server.port, transcript: Transcript())
    let calls = [try await client.upload(), try await client.upload()]
    let failure = CheckFailure(expected: "a", received: "b").about(calls[0]).about(calls[1])
    #expect(failure.stream != nil)
    #expect(failure.stream == calls[0].place)
    _ = try #require(await server.nextCall())
    #expect(server.connectionCount == 1)
    await client.close()
    await server.close()
  }

  @Test func `A package that had to be refused is not told to be out of order`() throws {
    var log = HubLog("tag")
    let right = log.package()
    for (guid, word) in [("no UUID", "refused"), (freshGUID(), "order")] {
      var message = HubMessage()
      message.number = 1
      message.package = right
      message.package.trackingGuid = guid
      let failure = #expect(throws: CheckFailure.self) { try log.expectOwn(message) }
      #expect(failure?.hint?.contains(word) == true)
    }
  }
}
