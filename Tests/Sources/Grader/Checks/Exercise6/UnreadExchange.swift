internal import DataHubMessages
internal import Referee

extension Check {
  static let unreadExchange = Check(
    "6.5", "an exchange whose answers are not read stops being read",
    requirement: """
      A client that does not take its answers is not read on: writing an answer waits for it. Once \
      it reads, all goes on.
      """,
    step: 2, hint: "Await the write of each answer before the next package is read.",
    company: .few, takes: .milliseconds(2000)
  ) { stage in
    let count = 500
    let server = try await stage.server()
    let options = PeerOptions(initialWindowSize: 1_024, readsAutomatically: false)
    let call = try await server.connect(options: options).exchange()
    for _ in 1...count {
      try await call.send(bytes: UploadPackage.fresh().framed(withExtra: 8 << 10))
    }
    try await call.halfClose()
    let wasRead = try await call.drained(within: Patience.scaled(.seconds(1)))
    try expect(
      !wasRead, "the server to stop reading while its answers are not read",
      received: "all \(count) packages were read, 4 MiB")
    try await call.resumeReading(wideningBy: 1 << 20)
    for number in 1...count {
      let answer = try await call.expectMessage(
        UploadAnswer.self, "answer \(number) of \(count), now that they are read")
      try expect(
        "data_package_count", Int(answer.message.dataPackageCount), equals: number)
    }
    try await call.expectStatus(.ok)
  }
}
