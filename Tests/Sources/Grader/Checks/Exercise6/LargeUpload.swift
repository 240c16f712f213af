internal import DataHubMessages
internal import Referee

extension Check {
  static let largeUpload = Check(
    "6.6", "a large upload runs in flat memory, in the server and in the client",
    requirement: """
      The server counts packages and keeps none, and send-stream makes a package when the last one \
      was taken: the memory of both stays within 16 MiB of where it was.
      """,
    step: 3,
    hint: "Keep no array of packages: count them as they come, and send them as you make them.",
    company: .few, takes: .milliseconds(3000), timeLimit: .seconds(60)
  ) { stage in
    try await sendManySmallPackages(stage)
    let usual = try await peakOfSmallUpload(stage)
    // The client has much to send and may send little, all the while that the server is busy.
    let referee = try await stage.referee(
      options: PeerOptions(initialWindowSize: 2_048, readsAutomatically: false))
    let client = try await stage.client("send-stream", "--count", "1000000", to: referee)
    let held = try await referee.expectCall(Method.sendDataPackagesStream, from: client)
    _ = try await held.expectMessage(UploadPackage.self, "package 1 of the client")

    try await upload64MiB(to: try await stage.server(), patience: Patience.cap)

    let growth = ((client.peakMemory ?? 0) - usual) >> 20
    try expect(
      growth <= 16,
      "at most 16 MiB more memory in the client than for 10 packages, as only 2 KiB are taken",
      received: "\(growth) MiB")
  }

  /// The client's memory for an upload of ten packages.
  private static func peakOfSmallUpload(_ stage: Stage) async throws -> Int {
    let referee = try await stage.referee()
    let client = try await stage.client("send-stream", "--count", "10", to: referee)
    let call = try await referee.expectCall(Method.sendDataPackagesStream, from: client)
    for number in 1...10 {
      _ = try await call.expectMessage(UploadPackage.self, "package \(number) of 10")
    }
    return client.peakMemory ?? 0
  }

  /// Sends as fast as the server reads, and watches its memory.
  ///
  /// The packages are large by a field that a newer contract may have: it is kept with a package
  /// just the same, and is not searched for invalid UTF-8, which takes long without optimization.
  private static func upload64MiB(to server: ServerOnStage, patience: Duration) async throws {
    let call = try await server.connect().upload()
    let package = try UploadPackage.fresh().framed(withExtra: 32 << 10)
    var before = 0
    for mebibyte in 1...64 {
      for _ in 1...32 { try await call.send(bytes: package) }
      if try await !call.drained(within: patience) {
        throw CheckFailure(
          expected: "the server to read MiB \(mebibyte) of 64",
          received: call.ended.map { "\($0)" } ?? "no reading for \(readable(patience))")
      }
      if mebibyte == 8 { before = server.program.peakMemory ?? 0 }
    }
    try await call.halfClose()
    let answer = try await call.expectMessage(UploadAnswer.self, "the answer to the upload")
    try expect("data_package_count", Int(answer.message.dataPackageCount), equals: 64 * 32)
    let growth = ((server.program.peakMemory ?? 0) - before) >> 20
    try expect(
      growth <= 16, "at most 16 MiB more memory in the server from 8 MiB on to 64 MiB",
      received: "\(growth) MiB")
  }
}
