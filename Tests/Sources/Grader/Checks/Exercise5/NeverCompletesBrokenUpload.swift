internal import DataHubMessages
internal import Foundation
internal import Referee

extension Check {
  static let neverCompletesBrokenUpload = Check(
    "5.7", "a broken upload is never completed",
    requirement: """
      The server logs "upload completed", with the count on the same line, for uploads that it has \
      answered alone; one that breaks off or is refused is logged "upload aborted". Each is logged \
      once, at its end.
      """,
    step: 4, takes: .milliseconds(2000), timeLimit: .seconds(40)
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
    try await uploadsAtOnce(to: server, log)
    try await log.expectNone(of: "an upload that has not begun")
    try await uploadsAtTheEnd(stage)
  }

  /// Whether an upload that is half-closed after the server was told to end is still answered, is
  /// the server's choice; but what it logs has to be what the client was told.
  private static func uploadsAtTheEnd(_ stage: Stage) async throws {
    for attempt in 1...3 {
      let server = try await stage.server()
      let client = try await server.connect()
      let call = try await client.upload()
      for _ in 1...2 { try await call.send(UploadPackage.fresh()) }
      try await client.upload().send(UploadPackage.fresh())
      let subscriber = try await client.subscriber()
      _ = try await subscriber.package("package 1")
      stage.transcript.note("SIGTERM to the server")
      let time = stage.transcript.now
      server.program.signal(SIGTERM)
      _ = await subscriber.call.end(within: Patience.scaled(.milliseconds(800)))
      try? await call.halfClose()
      let answer = try await call.nextMessage(UploadAnswer.self)
      let isAnswered = answer != nil && call.ended?.status?.code ?? .ok == .ok
      _ = await server.program.exit()
      let duration = stage.transcript.now - time
      do {
        return try await UploadLog(program: server.program).expectRest(
          isAnswered ? [.aborted, .completed(2)] : [.aborted, .aborted],
          of: "two uploads that were open at SIGTERM: one was half-closed then, and "
            + "\(isAnswered ? "answered" : "refused"), and one was not")
      } catch {
        // A server that is late ends half a second after it has cut what was open, whatever runs still.
        if attempt == 3 || duration < .milliseconds(1_400) { throw error }
      }
    }
  }

  /// Some at a time: each has a count of its own.
  private static func uploadsAtOnce(to server: ServerOnStage, _ log: UploadLog) async throws {
    let client = try await server.connect()
    var calls: [(call: RefereeCall, count: Int)] = []
    for count in 3...8 {
      let call = try await client.upload()
      try await ManyPackages(count).send(to: call)
      calls.append((call, count))
    }
    // Who comes later was served: most of those before have been read as well.
    _ = try await client.subscriber().package("package 1")
    for (call, count) in calls {
      try await call.halfClose()
      _ = try await call.expectAnswer("an answer to a whole upload")
      try await log.expect(.completed(count), of: "one of six uploads at a time")
    }
  }

  /// A whole upload may be read and answered before its reset comes, and is completed then: once, but
  /// not each time. And where the end comes before the method has begun, it may never begin.
  private static func expectAborted(
    _ upload: BrokenUpload, _ server: ServerOnStage, _ log: UploadLog, _ stage: Stage
  ) async throws {
    var attempts = upload.way == .resetWhenWhole ? 4 : 2
    var hasRest = false
    while true {
      stage.transcript.note(upload.name)
      try await upload.play(to: server, hasRest: hasRest) {
        try await log.expectNone(of: upload.name)
      }
      attempts -= 1
      hasRest = true
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
