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
      // The next wait is one of a second.
      try await refuse(first, client, referee, calls: 6)
    }
  }

  /// Plays the server for as long as the client is there.
  func goOn(_ first: ServedHub, _ client: Program, _ referee: RefereeServer) async throws {
    switch self {
    case .reading:
      for number: Int64 in 1...1_000 {
        try await first.sendPackage(number)
        try await Task.sleep(for: .milliseconds(30))
      }
    case .silent: break
    case .waiting: try await refuse(first, client, referee, calls: 100)
    }
  }

  private func refuse(
    _ first: ServedHub, _ client: Program, _ referee: RefereeServer, calls: Int
  ) async throws {
    var hub = first
    for call in 1...calls {
      if call > 1 { hub = try await referee.expectSubscription(from: client) }
      try await hub.call.finish(.unavailable, message: "not now")
    }
  }
}
