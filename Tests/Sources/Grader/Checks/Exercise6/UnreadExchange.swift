internal import DataHubMessages
internal import Referee

extension Check {
  static let unreadExchange = Check(
    "6.5", "an exchange whose answers are not read stops being read",
    requirement: """
      A client that does not take its answers is not read on: writing an answer waits for it. Once \
      it reads, all goes on.
      """,
    step: 2, company: .few, takes: .milliseconds(1500)
  ) { stage in
    let count = stage.random.number(490...520)
    let server = try await stage.server()
    let options = PeerOptions(initialWindowSize: 1_024, readsAutomatically: false)
    let call = try await server.connect(options: options).exchange()
    let packages = (1...count).map { _ in UploadPackage.fresh() }
    for package in packages { try await call.send(bytes: package.framed(withExtra: 8 << 10)) }
    try await call.halfClose()
    try await expectStall(of: call, count)

    try await call.resumeReading(wideningBy: 1 << 20)
    for (number, package) in zip(1..., packages) {
      let what = "answer \(number) of \(count), now that they are read"
      let answer = try await call.expectMessage(UploadAnswer.self, what)
      try expectWhole(what, answer.message, equals: .sample(to: package, count: number))
    }
    try await call.expectStatus(.ok)
  }

  /// Waits until the server reads no more.
  private static func expectStall(of call: RefereeCall, _ count: Int) async throws {
    var unsent = try await call.unsentOctets()
    while true {
      let wasRead = try await call.drained(within: Patience.scaled(.milliseconds(500)))
      try expect(
        !wasRead, "the server to stop reading while its answers are not read",
        received: call.ended.map { "\($0)" } ?? "all \(count) packages were read, 4 MiB",
        try: "Await the write of each answer before the next package is read.")
      // Busy machines are slow, and slow is no stall.
      try await call.ping()
      let left = try await call.unsentOctets()
      if left == unsent { return }
      unsent = left
    }
  }
}
