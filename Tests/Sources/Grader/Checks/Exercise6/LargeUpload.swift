internal import DataHubMessages
internal import Referee

extension Check {
  static let largeUpload = Check(
    "6.6", "a large upload runs in flat memory, in the server and in the client",
    requirement: """
      The server counts packages and keeps none but a hub's latest 1,000, in an exchange as well, and the \
      client makes a package when the last one was taken: the memory of both stays within 16 MiB of where \
      it was, with small packages within 0.5 MiB over 10,000 of them.
      """,
    step: 3,
    company: .few, takes: .milliseconds(3000), timeLimit: .seconds(60)
  ) { stage in
    try await sendManySmallPackages(by: .sendStream, stage)
    try await sendManySmallPackages(by: .exchange, stage)
    let usual = try await peakOfSmallUpload(stage)
    // The client has much to send and may send little, all the while that the server is busy.
    let referee = try await stage.referee(
      options: PeerOptions(initialWindowSize: 2_048, readsAutomatically: false))
    let count = stage.random.number(900_000...1_100_000)
    let client = try await stage.client("send-stream", "--count", "\(count)", to: referee)
    let held = try await referee.expectCall(Method.sendDataPackagesStream, from: client)
    _ = try await held.expectMessage(UploadPackage.self, "package 1 of the client")

    try await uploadInFlatMemory(to: try await stage.server())

    let growth = (try await client.measured("peak memory", \.peakMemory) - usual) >> 20
    try expect(
      growth <= 16,
      "at most 16 MiB more memory in the client than for 10 packages, as only 2 KiB are taken",
      received: "\(growth) MiB",
      try: "Keep no array of packages: send each as you make it, and await its write.")
  }

  /// The client's memory for an upload of ten packages.
  private static func peakOfSmallUpload(_ stage: Stage) async throws -> Int {
    let referee = try await stage.referee()
    let client = try await stage.client("send-stream", "--count", "10", to: referee)
    let call = try await referee.expectCall(Method.sendDataPackagesStream, from: client)
    for number in 1...10 {
      _ = try await call.expectMessage(UploadPackage.self, "package \(number) of 10")
    }
    return try await client.measured("peak memory", \.peakMemory)
  }
}
