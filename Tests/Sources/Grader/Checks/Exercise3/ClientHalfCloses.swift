internal import Referee

extension Check {
  static let clientHalfCloses = Check(
    "3.6", "send-stream half-closes after its last package",
    requirement: """
      After the last package the client sends END_STREAM, at once, so that the server knows that \
      it was the last.
      """,
    step: 3
  ) { stage in
    let referee = try await stage.referee()
    for (count, interval) in [
      (stage.random.number(2...4), "\(stage.random.number(15...25))ms"),
      (1, "\(stage.random.number(66...90))s"),
    ] {
      let client = try await stage.client(
        "send-stream", "--count", "\(count)", "--interval", interval, to: referee)
      let call = try await referee.expectCall(Method.sendDataPackagesStream, from: client)
      for number in 1...count {
        _ = try await call.expectMessage(
          UploadPackage.self, "package \(number) of \(count)",
          try: count == 1 ? "Pause between two packages, and not before the first." : nil)
      }
      try await call.expectHalfClose(
        "END_STREAM after package \(count)",
        try: count == 1
          ? "Pause between two packages, and not after the last."
          : "The closure that writes must return: that is what half-closes the call.")
      try await call.answer(count: Int32(count))
      try await client.expectExit(0, after: .goodEnd)
    }
  }
}
