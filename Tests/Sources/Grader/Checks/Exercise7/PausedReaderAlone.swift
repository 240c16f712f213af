internal import DataHubMessages
internal import Referee

extension Check {
  static let pausedReaderAlone = Check(
    "7.4", "a reader that pauses slows neither uploads nor others",
    requirement: """
      Who publishes waits for no subscriber: an upload is read on and answered, and all other \
      subscribers get its packages, though one of them does not read.
      """,
    step: 2,
    hint: "Publishing puts a package into the log, and wakes: it awaits no reader.",
    company: .few, takes: .milliseconds(900)
  ) { stage in
    let server = try await stage.server(interval: stage.random.long())
    let client = try await server.connect()
    var log = HubLog()
    let options = PeerOptions(initialWindowSize: 1_000, readsAutomatically: false)
    let narrow = try await server.connect(options: options)
    var paused = [try await narrow.hubReader(log.tag)]
    paused = try await client.expectBegun(paused, &log)
    var others = [
      try await client.hubReader(log.tag), try await server.connect().hubReader(log.tag),
    ]
    others = try await client.expectBegun(others, &log)

    let upload = try await server.connect().upload()
    for block in 1...8 {
      try await upload.send(contentsOf: log.packages(stage.random.number(280...320)))
      try expect(
        try await upload.drained(), "the upload to be read on, though a subscriber does not read",
        received: upload.ended.map { "\($0)" } ?? "no reading in block \(block) of 8")
      for index in others.indices { try await others[index].expectRest(of: log) }
    }
    try await upload.halfClose()
    _ = try await upload.expectAnswer("an answer to the upload")
    withExtendedLifetime(paused) {}
  }
}
