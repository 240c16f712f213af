internal import DataHubMessages
internal import Referee

extension Check {
  static let answersAfterHalfClose = Check(
    "3.1", "an upload is answered once, after the half-close",
    requirement: """
      The server answers when the client has said that it sends no more, and answers once.
      """,
    step: 1
  ) { stage in
    let server = try await stage.server()
    let client = try await server.connect()
    let call = try await client.call(Method.sendDataPackagesStream)
    for _ in 1...3 { try await call.send(UploadPackage.fresh()) }

    // Time to answer too early: another upload comes and goes, and then some.
    _ = try await client.upload([freshGUID()]).expectAnswer("an answer after the half-close")
    try await client.ping()
    let early = try await call.nextMessage(UploadAnswer.self, within: .milliseconds(100))
    try expect(
      early == nil && call.ended == nil, "no answer before the half-close",
      received: early.map { "an answer that counts \($0.message.dataPackageCount)" }
        ?? call.ended.map { "\($0)" } ?? "",
      try: "Read the packages to their end before you return the answer.")

    try await call.halfClose()
    let answer = try await call.expectAnswer("the answer after the half-close")
    try expect("an answer with data_package_count", answer.dataPackageCount, equals: 3)
  }
}
