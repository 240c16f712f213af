internal import DataHubMessages
internal import Referee

extension Check {
  static let slowReaderAlone = Check(
    "6.3", "a slow reader slows nobody else",
    requirement: """
      Each stream has its own pace: a subscriber that does not read delays no other, on the same \
      connection or on another.
      """,
    step: 1, hint: "Let each call run its own loop; share no lock or queue between them.",
    takes: .milliseconds(800)
  ) { stage in
    let server = try await stage.server(interval: .milliseconds(25))
    let options = PeerOptions.oneLargePackage
    let shared = try await server.connect(options: options)
    let slow = try await shared.subscribe(tag: .large)
    _ = try await slow.expectMessage(EgressPackage.self, "package 1 of the slow reader")
    let others = [
      ("on the same connection", try await shared.subscribe()),
      ("on another connection", try await server.connect().subscribe()),
    ]
    for number in 1...20 {
      for (place, call) in others {
        _ = try await call.expectMessage(
          EgressPackage.self, "package \(number) of a subscriber \(place)")
      }
    }
  }
}
