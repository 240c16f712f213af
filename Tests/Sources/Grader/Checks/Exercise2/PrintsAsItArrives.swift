extension Check {
  static let printsAsItArrives = Check(
    "2.2", "get-stream prints each GUID as it arrives",
    requirement: """
      The tracking GUID of a package is on stdout, alone on its line, before the next package is \
      needed, also where it is the same as that of the last one.
      """,
    step: 2
  ) { stage in
    let referee = try await stage.referee()
    let client = try await stage.client(
      "get-stream", "--for", "\(stage.random.number(66...90))s", to: referee)
    let call = try await referee.expectCall(Method.getDataPackagesStream, from: client)

    // DataHub gives each package the GUID of the request: a client sees one and the same all the time.
    var last = mixedGUID()
    for number in 1...6 {
      let isNew = number % 3 == 1
      let guid = try await call.sendPackage(guid: isNew ? mixedGUID() : last)
      last = guid
      try await client.expectLine(
        guid: guid, "the GUID of package \(number) on stdout",
        missing: isNew
          ? "Print inside the loop over the packages, not after it."
          : "Each package is a line, also where its GUID is that of the last one.",
        gone: "Read until the stream ends, or until it is time to leave.")
    }
    // Many, and each of them.
    var guids: [String] = []
    for _ in 1...1_100 { guids.append(try await call.sendPackage()) }
    for (number, guid) in guids.enumerated() {
      try await client.expectLine(
        guid: guid, "the GUID of package \(number + 7) on stdout",
        missing: "Print inside the loop over the packages, and of all that come.",
        gone: "Read until the stream ends, or until it is time to leave.")
    }
  }
}
