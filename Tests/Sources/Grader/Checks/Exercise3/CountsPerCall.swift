internal import DataHubMessages
internal import Referee

extension Check {
  static let countsPerCall = Check(
    "3.3", "each upload has a count of its own",
    requirement: "data_package_count counts the packages of its call alone, also of 50 at once.",
    step: 1
  ) { stage in
    let server = try await stage.server()
    let clients = [try await server.connect(), try await server.connect()]
    var calls: [RefereeCall] = []
    for index in 0..<50 { calls.append(try await clients[index / 25].upload()) }
    // Upload number n has n packages; they come in turn. Every second one sends what the others do: what
    // a package says is no name of a call.
    for round in 1...50 {
      let shared = UploadPackage.fresh()
      for (index, call) in calls.enumerated().dropFirst(round - 1) {
        try await call.send(index % 2 == 0 ? shared : .fresh())
      }
    }
    for call in calls { try await call.halfClose() }

    for (number, call) in zip(1..., calls) {
      let answer = try await call.expectAnswer("an answer to upload \(number) of 50 at once")
      try expectCount("for upload \(number) of 50 at once", answer, number)
    }
    for number in 1...3 {
      let guids = (1...number).map { _ in freshGUID() }
      let answer = try await clients[0].upload(guids).expectAnswer("an answer to a later upload")
      try expectCount("for upload \(number) after them", answer, number)
    }
  }

  private static func expectCount(_ what: String, _ answer: UploadAnswer, _ count: Int) throws {
    let received = Int(answer.dataPackageCount)
    try expect(
      "\(what), data_package_count", received, equals: count,
      try: received > count
        ? "Keep the count in a local variable of the method: it lives as long as the call."
        : "Read the packages to their end before you return the answer.")
  }
}
