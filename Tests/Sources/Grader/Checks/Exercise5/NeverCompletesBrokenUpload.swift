internal import HTTP2
internal import Referee

extension Check {
  static let neverCompletesBrokenUpload = Check(
    "5.7", "a broken upload is never completed",
    requirement: """
      The server logs "upload completed" for uploads that it has answered alone; one that breaks \
      off is logged "upload aborted".
      """,
    step: 4
  ) { stage in
    let server = try await stage.server()
    let client = try await server.connect()
    _ = try await client.upload([freshGUID()]).expectAnswer("an answer to a whole upload")
    try await expectLog(server, "upload completed", of: "a whole upload")

    let broken = try await client.call(Method.sendDataPackagesStream)
    for _ in 1...2 { try await broken.send(UploadPackage.fresh()) }
    try await client.ping()
    try await broken.reset(.cancel)
    try await expectLog(server, "upload aborted", of: "an upload that the client has reset")

    let other = try await server.connect()
    let cut = try await other.call(Method.sendDataPackagesStream)
    try await cut.send(UploadPackage.fresh())
    try await other.ping()
    stage.transcript.note("the client's connection is cut")
    await other.cut()
    try await expectLog(server, "upload aborted", of: "an upload whose connection is cut")

    _ = try await client.upload([]).expectAnswer("an answer to a whole upload")
    try await expectLog(server, "upload completed", of: "a whole upload")
  }

  /// The next line of the log about an upload.
  private static func expectLog(
    _ server: ServerOnStage, _ words: String, of upload: String
  ) async throws {
    let expected = "a line \"\(words)\" on stderr for \(upload)"
    var next = await server.program.line(.stderr, containing: "upload ")
    while let line = next, !line.text.contains("upload completed"),
      !line.text.contains("upload aborted")
    {
      next = await server.program.line(.stderr, containing: "upload ")
    }
    guard let line = next else {
      throw CheckFailure(
        expected: expected, received: "none",
        try: "Log on every way out of the method, with `defer` or in a `catch`.", isTimeout: true)
    }
    try expect(
      line.text.contains(words), expected, received: quoted(line.text),
      try: """
        Log "completed" only once there is an answer: the loop may have thrown, and the packages \
        of a client that left may seem complete (context.cancellation tells).
        """)
  }
}
