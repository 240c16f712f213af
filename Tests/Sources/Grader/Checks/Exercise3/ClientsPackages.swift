internal import DataHubMessages
internal import Referee

extension Check {
  static let clientsPackages = Check(
    "3.5", "send-stream uploads as many packages as it is told, each right",
    requirement: """
      Each package has a fresh tracking_guid, the run's one telemetry_guid, the tag DateTimeTicks, \
      and the current ticks as its value; there are --count of them.
      """,
    step: 3
  ) { stage in
    let referee = try await stage.referee()
    let begin = Ticks.now()
    let client = try await stage.client("send-stream", "--count", "5", to: referee)
    let call = try await referee.expectCall(Method.sendDataPackagesStream, from: client)

    var packages: [UploadPackage] = []
    for number in 1...5 {
      packages.append(
        try await call.expectMessage(UploadPackage.self, "package \(number) of 5").message)
    }
    for (index, package) in packages.enumerated() {
      let name = "package \(index + 1)"
      try expect(
        isUUID(package.trackingGuid), "\(name) whose tracking_guid is a UUID",
        received: quoted(package.trackingGuid))
      try expect(
        isUUID(package.telemetryGuid), "\(name) whose telemetry_guid is a UUID",
        received: quoted(package.telemetryGuid), try: "Set telemetryGuid to a UUID of the run.")
      try expect(
        "\(name) with telemetry_guid", package.telemetryGuid, equals: packages[0].telemetryGuid,
        try: "Make the telemetry GUID once, before the loop.")
      try expect("\(name) with tag_name", package.tagName, equals: "DateTimeTicks")
      _ = try TicksOnWire.expect(
        package.tagValue, between: begin, and: Ticks.now(), of: name)
    }
    try expect(
      Set(packages.map { $0.trackingGuid.lowercased() }).count == 5,
      "5 different tracking_guids", received: "one of them twice",
      try: "Make the tracking GUID inside the loop, for each package.")
    let another = try await call.nextMessage(UploadPackage.self, within: .seconds(1))
    try expect(another == nil, "5 packages", received: "a sixth")
  }
}
