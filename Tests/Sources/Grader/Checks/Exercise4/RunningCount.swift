internal import DataHubMessages
internal import Referee

extension Check {
  static let runningCount = Check(
    "4.2", "67,000 packages are answered in order, with a running count",
    requirement: """
      Answer n belongs to package n: is_success, the package's tracking_guid, and how many good \
      packages this call has brought so far.
      """,
    step: 1, takes: .milliseconds(3000), timeLimit: .seconds(90)
  ) { stage in
    let server = try await stage.server()
    let client = try await server.connect()
    // What belongs to a call is no other's: fifty wait meanwhile, and then go on. Most have a connection of
    // their own, as the official transport gets slow where many streams share one.
    let second = try await server.connect()
    var others = [try await client.exchange()]
    for _ in 2...50 { others.append(try await second.exchange()) }
    for call in others { try await exchange(1...3, on: call) }
    let call = try await client.exchange()
    // What is out of order by chance is so where few come at a time, in one round of many.
    for burst in 0..<few { try await exchange(burst * 20 + 1...burst * 20 + 20, on: call) }
    for start in stride(from: few * 20, to: 33_000, by: 1000) {
      try await exchange(start + 1...start + 1000, on: call)
    }
    try await skip(33_000, on: call)
    try await exchange(66_001...67_000, on: call)
    for call in others { try await exchange(4...4, on: call) }
    for call in others + [call] {
      try await call.halfClose()
      try await call.expectStatus(.ok)
    }
  }

  private static let few = 300

  /// Sends packages by the thousand, and counts their answers.
  private static func skip(_ count: Int, on call: RefereeCall) async throws {
    let packages = try ManyPackages(count)
    for sent in stride(from: 0, to: count, by: 1000) {
      try await call.send(bytes: packages.framed(sent + 1..<sent + 1001))
      try await call.skip(1000, "to be answered")
    }
  }

  /// Sends packages all at once, as small as they may be, then reads all of their answers.
  private static func exchange(_ numbers: ClosedRange<Int>, on call: RefereeCall) async throws {
    let packages = numbers.map { _ in
      var package = UploadPackage()
      package.trackingGuid = freshGUID()
      return package
    }
    try await call.send(contentsOf: packages)
    for (number, package) in zip(numbers, packages) {
      let name = "answer \(number)"
      let answer = try await call.expectMessage(UploadAnswer.self, name).message
      try expectInOrder(answer, number, numbers, packages)
      try expectWhole(
        name, answer, equals: .sample(to: package, count: number),
        counting: { CountHint.hint($0, insteadOf: number) })
    }
  }

  private static func expectInOrder(
    _ answer: UploadAnswer, _ number: Int, _ numbers: ClosedRange<Int>, _ packages: [UploadPackage]
  ) throws {
    if answer.trackingGuid == packages[number - numbers.lowerBound].trackingGuid { return }
    guard let place = packages.firstIndex(where: { $0.trackingGuid == answer.trackingGuid })
    else { return }
    throw CheckFailure(
      expected: "answer \(number) to be that to package \(number)",
      received: "the answer to package \(numbers.lowerBound + place)",
      try: "Answer one package after the other, in the task that reads them.")
  }
}
