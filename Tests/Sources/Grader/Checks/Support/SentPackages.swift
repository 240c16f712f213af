internal import DataHubMessages
internal import Referee

/// What send-stream or exchange sent in one call, and when.
struct SentPackages: Sendable {
  var packages: [Arrived<UploadPackage>]
  /// When the client said that it sends no more.
  var halfClose: Duration
  /// The wall clock at the beginning of the transcript, in ticks.
  var origin: Int64
}

extension SentPackages {
  /// Throws unless each package is filled as the contract says.
  ///
  /// - Parameter seen: The GUIDs of earlier runs; those of this one are added.
  func expectFields(freshAfter seen: inout Set<String>) throws(CheckFailure) {
    guard let telemetry = packages.first?.message.telemetryGuid else { return }
    var all: [Int64] = []
    try expect(
      !seen.contains(telemetry.lowercased()), "another telemetry_guid at the second run",
      received: "\(quoted(telemetry)) again", try: "Make the telemetry GUID anew at each run.")
    for (index, arrived) in packages.enumerated() {
      let (package, name) = (arrived.message, "package \(index + 1)")
      try expect(
        isUUID(package.trackingGuid), "\(name) whose tracking_guid is a UUID",
        received: quoted(package.trackingGuid), try: "Set trackingGuid to a fresh UUID.")
      try expect(
        isUUID(package.telemetryGuid), "\(name) whose telemetry_guid is a UUID",
        received: quoted(package.telemetryGuid), try: "Set telemetryGuid to a UUID of the run.")
      try expect(
        "\(name) with telemetry_guid", package.telemetryGuid, equals: telemetry,
        try: "Make the telemetry GUID once, before the loop.")
      try expect("\(name) with tag_name", package.tagName, equals: "DateTimeTicks")
      let ticks = try TicksOnWire.expect(
        package.tagValue, between: origin, and: Ticks.now(), of: name)
      let arrival = origin + Int64(arrived.time / .nanoseconds(100))
      let later = Duration.nanoseconds(100) * (ticks - arrival)
      try expect(
        later < .milliseconds(20), "\(name) with the ticks of the moment that it is sent",
        received: "ticks that are \(readable(later)) ahead")
      all.append(ticks)
      try expect(
        seen.insert(package.trackingGuid.lowercased()).inserted,
        "\(name) with a tracking_guid of its own",
        received: "\(quoted(package.trackingGuid)) again",
        try: "Make the tracking GUID inside the loop, for each package.")
    }
    if all.count > 20 { try TicksOnWire.expectFine(all) }
    try expect(
      seen.insert(telemetry.lowercased()).inserted, "a telemetry_guid of its own for the run",
      received: "the tracking_guid of a package",
      try: "The telemetry GUID is made once, and the tracking GUIDs are others.")
  }
}

extension Stage {
  /// Runs a command that sends packages to its good end: takes `count` of them and the half-close,
  /// answers as the method says, and expects the exit with 0.
  func sent(
    by command: ClientCommand, _ flags: [String], count: Int, to referee: RefereeServer
  ) async throws -> SentPackages {
    let arguments = [command.rawValue] + flags + ["--port", "\(referee.port)"]
    let client = try await client(arguments, environment: try FarZone.environment())
    let call = try await referee.expectCall(command.method, from: client)
    var packages: [Arrived<UploadPackage>] = []
    for number in 0..<count {
      let package = try await call.expectMessage(
        UploadPackage.self, "package \(number + 1) of \(count)",
        try: number == count - 1
          ? "How many times does the loop run? --count says it: `0..<count`." : nil)
      packages.append(package)
      if command == .exchange {
        try await call.send(UploadAnswer.sample(to: package.message, count: number + 1))
      }
    }
    try await call.expectHalfClose(
      count == 0 ? "END_STREAM, and no package" : "END_STREAM after package \(count)",
      try: "The closure that writes must return: that is what half-closes the call.")
    if command == .sendStream {
      try await call.answer(count: Int32(count))
    } else {
      try await call.finish()
    }
    try await client.expectExit(0, after: .goodEnd)
    return SentPackages(
      packages: packages, halfClose: call.ended?.time ?? .zero, origin: origin)
  }

  /// The wall clock at the beginning of the transcript, in ticks: no less, and hardly more.
  var origin: Int64 {
    let elapsed = transcript.now
    return Ticks.now() - Int64(elapsed / .nanoseconds(100))
  }
}

extension Stage {
  /// Throws unless a command without flags sends ten packages, one right after the other.
  func expectDefaults(of command: ClientCommand, _ referee: RefereeServer) async throws {
    let sent = try await sent(by: command, [], count: 10, to: referee)
    let duration = sent.halfClose - sent.packages[0].time
    try expect(
      duration < Patience.cap, "10 packages without a pause, where --interval is not told",
      received: "them within \(readable(duration))")
  }
}
