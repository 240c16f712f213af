internal import DataHubMessages
internal import Foundation
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
    for count in [0, 1, stage.random.number(100...200)] {
      try await wholeUpload(of: count, to: server, log)
    }
    for upload in BrokenUpload.all(stage.random) {
      try await expectAborted(upload, server, log, stage)
    }
    for count in [2, stage.random.number(201...300)] {
      try await wholeUpload(of: count, to: server, log)
    }
    try await log.expectNone(of: "an upload that has not begun")
    try await endedUpload(on: server, log, stage)
  }

  /// Whether an upload that is half-closed after the server was told to end is still answered, is
  /// the server's choice; but what it logs has to be what the client was told.
  private static func endedUpload(
    on server: ServerOnStage, _ log: UploadLog, _ stage: Stage
  ) async throws {
    let client = try await server.connect()
    let subscriber = try await client.subscriber()
    _ = try await subscriber.package("package 1")
    let call = try await client.upload()
    for _ in 1...2 { try await call.send(UploadPackage.fresh()) }
    try await client.ping()
    stage.transcript.note("SIGTERM to the server")
    server.program.signal(SIGTERM)
    _ = await subscriber.call.end(within: Patience.scaled(.milliseconds(800)))
    try? await call.halfClose()
    let answer = try await call.nextMessage(UploadAnswer.self)
    let isAnswered = answer != nil && call.ended?.status?.code ?? .ok == .ok
    try await log.expect(
      isAnswered ? .completed(2) : .aborted,
      of: "an upload that is half-closed after SIGTERM, and \(isAnswered ? "answered" : "refused")")
  }

  /// A whole upload may be read and answered before its reset comes, and is completed then: once, but
  /// not each time.
  private static func expectAborted(
    _ upload: BrokenUpload, _ server: ServerOnStage, _ log: UploadLog, _ stage: Stage
  ) async throws {
    var attempts = upload.way == .resetWhenWhole ? 4 : 1
    while true {
      stage.transcript.note(upload.name)
      try await upload.play(to: server) { try await log.expectNone(of: upload.name) }
      attempts -= 1
      do {
        return try await log.expect(.aborted, of: upload.name)
      } catch {
        if attempts == 0 { throw error }
      }
    }
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
    try await log.expect(.completed(count), of: "a whole upload of \(counted(count, "package"))")
  }
}
