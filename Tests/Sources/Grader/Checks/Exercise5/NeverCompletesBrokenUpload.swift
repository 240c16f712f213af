internal import Referee

extension Check {
  static let neverCompletesBrokenUpload = Check(
    "5.7", "a broken upload is never completed",
    requirement: """
      The server logs "upload completed", with the count, for uploads that it has answered alone; \
      one that breaks off or is refused is logged "upload aborted". Each is logged once, at its end.
      """,
    step: 4, takes: .milliseconds(900)
  ) { stage in
    let server = try await stage.server()
    let log = UploadLog(program: server.program)
    for count in [0, 1, 137] { try await wholeUpload(of: count, to: server, log) }
    for upload in BrokenUpload.all {
      stage.transcript.note(upload.name)
      try await upload.play(to: server) { try await log.expectNone(of: upload.name) }
      try await log.expect(.aborted, of: upload.name)
    }
    for count in [2, 211] { try await wholeUpload(of: count, to: server, log) }
    try await log.expectNone(of: "an upload that has not begun")
  }

  private static func wholeUpload(
    of count: Int, to server: ServerOnStage, _ log: UploadLog
  ) async throws {
    let client = try await server.connect()
    let call = try await client.upload()
    try await ManyPackages(count).send(to: call)
    try await client.ping()
    try await log.expectNone(of: "an upload whose client has not half-closed")
    try await call.halfClose()
    _ = try await call.expectAnswer("an answer to a whole upload")
    try await log.expect(.completed(count), of: "a whole upload of \(count) packages")
  }
}
