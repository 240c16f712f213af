internal import Referee

/// Where `subscribe` may be when it is to end.
enum SubscriberPlace: String, CaseIterable {
  case reading = "while packages come"
  case silent = "while the server is silent"
  case waiting = "while it waits to call again"

  /// Plays the server until the client is there.
  ///
  /// - Parameter first: Its first call.
  func reach(_ first: ServedHub, _ client: Program, _ referee: RefereeServer) async throws {
    switch self {
    case .reading:
      for number: Int64 in 1...3 {
        try await client.expectPrinted(try await first.sendPackage(number))
      }
    case .silent:
      try await first.sendSign(0)
      try await first.call.ping()
    case .waiting:
      let last = try await sixth(first, client, referee)
      try await refuse(last)
      // The client has to know it, and to have begun its wait.
      try? await last.call.ping()
      try await Task.sleep(for: .milliseconds(50))
    }
  }

  /// Plays the server for as long as the client is there, which is until `end` by the transcript.
  func goOn(
    _ first: ServedHub, _ client: Program, _ referee: RefereeServer, until end: Duration,
    _ transcript: Transcript
  ) async throws {
    switch self {
    case .reading:
      // So late that it shows if the time begins anew with it.
      try await Task.sleep(for: .milliseconds(700))
      for number: Int64 in 1...1_000 {
        try await first.sendPackage(number)
        try await Task.sleep(for: .milliseconds(30))
      }
    case .silent: break
    case .waiting:
      let last = try await sixth(first, client, referee)
      try await Task.sleep(for: max(.zero, end - .milliseconds(150) - transcript.now))
      try await refuse(last)
    }
  }

  /// After the exit: packages on stdout, if any came, and nothing else.
  func expectNoWord(from client: Program) throws(CheckFailure) {
    for (number, line) in zip(1..., client.allLines(.stdout).map(\.text)) {
      try expect(
        self == .reading && line.hasPrefix("\(number) "), "nothing but packages on stdout",
        received: quoted(line), try: "Print nothing else: the exit code says how it ended.")
    }
  }

  /// The client's sixth call, after five that were refused. When this one is refused as well, the next
  /// wait is one of a second.
  private func sixth(
    _ first: ServedHub, _ client: Program, _ referee: RefereeServer
  ) async throws -> ServedHub {
    var hub = first
    for _ in 1...5 {
      try await refuse(hub)
      hub = try await referee.expectSubscription(from: client)
    }
    return hub
  }

  private func refuse(_ hub: ServedHub) async throws {
    try await hub.call.finish(.unavailable, message: "not now")
  }
}
