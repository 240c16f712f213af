extension Check {
  static let printsAsItArrives = Check(
    "2.2", "get-stream prints each GUID as it arrives",
    requirement: """
      The tracking GUID of a package is on stdout, alone on its line, before the next package is \
      needed.
      """,
    step: 2
  ) { stage in
    let referee = try await stage.referee()
    let client = try await stage.client(
      "get-stream", "--for", "\(stage.random.number(50...70))s", to: referee)
    let call = try await referee.expectCall(Method.getDataPackagesStream, from: client)

    for number in 1...5 {
      let guid = try await call.sendPackage()
      try await client.expectLine(
        guid: guid, "the GUID of package \(number) on stdout",
        missing: "Print inside the loop over the packages, not after it.",
        gone: "Read until the stream ends, or until it is time to leave.")
    }
    // Many, and each of them.
    var guids: [String] = []
    for _ in 1...1_100 { guids.append(try await call.sendPackage()) }
    for (number, guid) in guids.enumerated() {
      try await client.expectLine(
        guid: guid, "the GUID of package \(number + 6) on stdout",
        missing: "Print inside the loop over the packages, and of all that come.",
        gone: "Read until the stream ends, or until it is time to leave.")
    }
  }
}
