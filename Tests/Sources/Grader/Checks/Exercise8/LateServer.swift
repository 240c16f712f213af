internal import Referee

/// A server that is started after its client: until then connections to its port are refused.
struct LateServer {
  /// The longest time from one attempt of `subscribe` to the next, by chance a fifth more than 5 s.
  static let longestWait = Duration.seconds(6)

  static let callUntilThere =
    "Nobody listens: that is a lost server like any other. Call again until it is there."

  let port: Int
  private var nobody: ReservedPort?

  init() throws {
    let nobody = try ReservedPort()
    self.port = nobody.port
    self.nobody = nobody
  }

  /// Starts the server, and plays it. If another program has the port by then, nothing is played.
  mutating func play(
    on stage: Stage, _ body: (RefereeServer) async throws -> Void
  ) async throws {
    withExtendedLifetime(nobody) {}
    nobody = nil
    guard let referee = try await listening(stage.transcript) else { return }
    do {
      try await body(referee)
    } catch {
      await referee.close()
      throw error
    }
    await referee.close()
  }

  /// The port may be free a moment later than it was given back; nil if it is not.
  private func listening(_ transcript: Transcript) async throws -> RefereeServer? {
    for _ in 1...5 {
      let referee = try? await RefereeServer.listen(port: port, transcript: transcript)
      transcript.note(
        referee == nil ? "port \(port) is not free" : "a server listens at port \(port)")
      if let referee { return referee }
      try await Task.sleep(for: .milliseconds(10))
    }
    return nil
  }
}
