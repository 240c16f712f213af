internal import DataHubMessages
internal import Referee

extension Check {
  static let tellsBadExchange = Check(
    "5.6", "an exchange goes on after a bad package",
    requirement: """
      In ExchangeDataPackages a bad package is answered with is_success false, its tracking_guid, \
      and a last_error that names the field. It is not counted, the stream goes on, and nothing of \
      it is in the next answer. Octets that are no package end the call with an error.
      """,
    step: 3
  ) { stage in
    let client = try await stage.server().connect()
    let (good, bad) = (GUIDClass.good(), GUIDClass.bad())
    // Bad ones first, last, by themselves, and one after the other.
    try await exchange(bad, client)
    try await exchange((1...12).flatMap { _ in bad }, client)
    try await exchange(bad.enumerated().flatMap { [good[$0 % good.count], $1] }, client)
    try await exchange([good[0], bad[0], bad[1], good[1], bad[2], good[2]], client)
    // What overtakes another one does so by chance.
    for _ in 1...10 {
      try await exchange(
        (1...20).flatMap { _ in [good[0], bad[0], good[1]] }, client, atOnce: true)
    }
    try await expectError(client)
  }

  private static func expectError(_ client: RefereeClient) async throws {
    let call = try await client.exchange()
    try await call.send(UploadPackage.fresh())
    _ = try await call.expectMessage(UploadAnswer.self, "answer 1")
    try await call.send(bytes: UploadPackage.undecodable, endStream: true)
    let end = await call.end()
    if let code = end?.status?.code, code != .ok { return }
    throw CheckFailure(
      expected: "an error status, as package 2 cannot be decoded",
      received: end.map { "\($0)" } ?? "no end within \(readable(Patience.cap))",
      try: "Let the error of the loop through: no `try?`, no empty `catch`.", isTimeout: end == nil)
  }

  /// Sends packages with these GUIDs, each after the answer to the last one unless all come at once, and
  /// half-closes.
  private static func exchange(
    _ guids: [GUIDClass], _ client: RefereeClient, atOnce: Bool = false
  ) async throws {
    let call = try await client.exchange()
    var (count, longest) = (0, 0)
    if atOnce { try await call.send(contentsOf: guids.map { UploadPackage.fresh(guid: $0.text) }) }
    for (number, guid) in zip(1..., guids) {
      let isGood = isUUID(guid.text)
      let what =
        "the answer to package \(number), which is \(isGood ? "good" : "bad"): \(guid.name)"
      // Without a GUID it may as well have nothing at all.
      let isBare = guid.text.isEmpty && number > 1
      if !atOnce { try await call.send(isBare ? UploadPackage() : .fresh(guid: guid.text)) }
      let answer = try await call.expectMessage(
        UploadAnswer.self, what,
        try: call.ended?.status == nil ? nil : "Answer a bad package; do not throw for it.")
      if isGood { count += 1 }
      let expected = UploadAnswer.answer(to: guid.text, isSuccess: isGood, count: count)
      try expectWhole(what, answer.message, equals: expected) { received in
        received > count
          ? "Count good packages alone." : "A bad one's answer repeats the count so far."
      }
      // Each bad one was there by then.
      let words = answer.message.lastError.utf8.count
      if number <= 50 { longest = max(longest, words) }
      try expect(
        words <= longest * 2 + 100, "last_error of package \(number) to tell of this package alone",
        received: "\(words) octets, where it had \(longest) at most before",
        try: "Nothing of a bad package is in the next answer, its error neither.")
    }
    try await call.halfClose()
    try await call.expectStatus(.ok)
  }
}
