extension Check {
  static let clientsPackages = Check(
    "3.5", "send-stream uploads as many packages as it is told, each right",
    requirement: """
      There are --count packages, --interval apart. Each has a fresh tracking_guid, the run's one \
      telemetry_guid, the tag DateTimeTicks, and as its value the ticks of the moment.
      """,
    step: 3, takes: .milliseconds(2400)
  ) { stage in
    let referee = try await stage.referee()
    var seen: Set<String> = []
    for count in [stage.random.number(3...9), 1, 0, stage.random.number(280...320)] {
      let sent = try await stage.sent(
        by: .sendStream, ["--count", "\(count)"], count: count, to: referee)
      try sent.expectFields(freshAfter: &seen)
    }
    try await stage.expectDefaults(of: .sendStream, referee)
    try await ClientPace.expect(of: .sendStream, stage, referee)
  }
}
