internal import DataHubMessages
internal import Referee

extension Check {
  static let comesOutWhole = Check(
    "7.1", "what goes in comes out, whole, by all three ways",
    requirement: """
      Each good package that Ingest takes is sent to the subscribers of its tag as it came in, \
      before the next one is needed: from an upload, from an exchange, and from a single request one \
      for each value, in their order; one that comes in twice comes out twice. What is refused does \
      not come out.
      """,
    step: 1
  ) { stage in
    let server = try await stage.server(interval: stage.random.long())
    let (client, ingest) = (try await server.connect(), try await server.connect())
    var log = HubLog()
    var reader = try await client.begunReader(&log)
    try await expectSingles(ingest, &reader, &log)

    let upload = try await ingest.upload()
    let exchange = try await ingest.exchange()
    for (_, text) in PackageClass.texts() + [("a", "1")] {
      try await upload.send(log.package(value: text, telemetryGuid: text))
      try await reader.expectRest(
        of: log, try: "Publish each package of an upload when it has come, not at the end.")
      try await exchange.send(UploadPackage.fresh(guid: "no UUID", tag: log.tag))
      try await exchange.send(log.package(value: text, telemetryGuid: text))
      try await reader.expectRest(of: log, try: "Publish each package of an exchange as well.")
    }
    try await expectTwins(upload, exchange, ingest, &reader, &log)
    // What lies behind a bad package is refused with it.
    let refused = ["no UUID", freshGUID(), freshGUID()]
      .map { UploadPackage.fresh(guid: $0, tag: log.tag) }
    try await upload.send(bytes: refused.flatMap { try $0.framed() }, endStream: true)
    try await upload.expectStatus(.invalidArgument)
    _ = try await ingest.upload([log.package()]).expectAnswer("an answer to a good upload")
    try await reader.expectRest(of: log)
  }

  /// A package that comes in twice comes out twice, whichever way it comes.
  private static func expectTwins(
    _ upload: RefereeCall, _ exchange: RefereeCall, _ ingest: RefereeClient,
    _ reader: inout HubReader, _ log: inout HubLog
  ) async throws {
    for _ in 1...2 {
      try await upload.send(log.again())
      try await exchange.send(log.again())
      try await ingest.put(log.again())
      try await reader.expectRest(
        of: log, try: "Publish each good package, also one that has come before.")
    }
  }

  /// A package by itself has values, and each of them comes out in a package of its own.
  private static func expectSingles(
    _ ingest: RefereeClient, _ reader: inout HubReader, _ log: inout HubLog
  ) async throws {
    // Some have many, of which some come twice in a row, and what they say besides is of any kind.
    let texts = PackageClass.texts().map(\.text)
    let kinds =
      [(0, "x"), (1, "x"), (3, "a b")] + texts.map { (2, $0) }
      + Array(repeating: (300, "a  b"), count: 10)
    for (count, text) in kinds {
      var refused = SinglePackage.fresh(guid: "no UUID", values: ["1"])
      refused.tagName = log.tag
      try await ingest.send(refused).expectStatus(.invalidArgument)

      var single = SinglePackage.fresh(guid: mixedGUID(), values: [])
      single.tagName = log.tag
      single.telemetryGuid = text
      for number in 0..<count {
        let value = number % 7 == 3 ? "" : "\(number): \(text)"
        single.tagValue.append(number % 5 == 4 ? single.tagValue[number - 1] : value)
        log.add(single, value: number)
      }
      _ = try await ingest.send(single).expectAnswer("an answer to \(counted(count, "value"))")
      try await reader.expectRest(
        of: log, try: "A single request has a tag_value for each package that comes out.")
    }
  }
}
