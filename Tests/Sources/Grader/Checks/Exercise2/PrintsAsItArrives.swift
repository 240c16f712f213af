internal import Referee

extension Check {
  static let printsAsItArrives = Check(
    "2.2", "get-stream prints each GUID as it arrives",
    requirement: """
      The tracking GUID of a package is on stdout, alone on its line, as soon as the package has come, \
      also where it is the same as that of the last one. Of thousands none is kept.
      """,
    step: 2, takes: .milliseconds(1500), timeLimit: .seconds(60)
  ) { stage in
    let referee = try await stage.referee()
    let stay = stage.random.number(66...90)
    let client = try await stage.client("get-stream", "--for", "\(stay)s", to: referee)
    let call = try await referee.expectCall(Method.getDataPackagesStream, from: client)
    if let limit = call.timeLimit {
      try expect(
        limit > .seconds(stay) * 0.9, "a call that may last as long as --for says: \(stay) s",
        received: "grpc-timeout \(call.timeout ?? "")",
        try: "It is --for that ends the call: it needs no deadline, and no shorter one.")
    }

    // DataHub gives each package the GUID of the request: a client sees one and the same all the time.
    var (last, delay) = (mixedGUID(), PrintDelay())
    for number in 1...6 {
      let (isNew, begin) = (number % 3 == 1, stage.transcript.now)
      // Whether it is a UUID is the server's business.
      let fresh = number == 1 ? mixedGUID() : stage.random.tag()
      let guid = try await call.sendPackage(guid: isNew ? fresh : last)
      last = guid
      try await client.expectLine(
        guid: guid, "the GUID of package \(number) on stdout",
        missing: isNew
          ? "Print inside the loop over the packages, not after it."
          : "Each package is a line, also where its GUID is that of the last one.",
        gone: "Read until the stream ends, or until it is time to leave.")
      delay.add(stage.transcript.now - begin)
    }
    try delay.expectSmall()
    // Many at once: each of them, and in their order.
    var memory = MemoryStretches(client)
    for sent in stride(from: 0, to: MemoryStretches.packages, by: 1_000) {
      let guids = try await call.sendPackages(1_000)
      for (number, guid) in guids.enumerated() {
        try await client.expectLine(
          guid: guid, "the GUID of package \(sent + number + 7) on stdout", among: guids,
          missing: "Print inside the loop over the packages, and of all that come.",
          gone: "Read until the stream ends, or until it is time to leave.")
      }
      try await memory.look(after: sent + 1_000)
    }
    try memory.expectFlat("the client", "prints", try: "Keep nothing of what was printed.")
  }
}
