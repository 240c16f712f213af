import GRPCCore
import Referee
import Testing

/// A suite of its own: a server whose writers do not wait keeps the event loops of other tests busy.
@Suite(.timeLimit(.minutes(1))) struct UnreadStreamsTests {
  @Test func `A stream that is not read does not hold up another`() async throws {
    let sent = Events<Int>()
    let flood = Handlers.flood(size: 1000, limit: 10_000, sent: sent)
    let methods = ["Flood": flood, "Echo": Handlers.echo]
    try await withServerAndReferee(methods) { _, referee in
      var unread: [RefereeCall] = []
      for _ in 0..<20 {
        let call = try await referee.test("Flood")
        try await call.pauseReading()
        unread.append(call)
      }
      for number in UInt8(0)..<100 {
        let call = try await referee.test("Echo")
        try await call.send(bytes: framed([number]), endStream: true)
        _ = await call.next()
        guard case .message([number], _) = await call.next() else {
          Issue.record("no echo")
          return
        }
      }
      // Windows of 64 KiB let out far less.
      let most = try #require(sent.takeAll().max())
      #expect(most < 1000)
      for call in unread { try await call.reset() }
    }
  }
}
