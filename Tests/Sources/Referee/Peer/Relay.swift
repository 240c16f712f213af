internal import HTTP2

/// One call through a ``Gateway``.
struct Relay: Sendable {
  /// By the client.
  let served: ServedCall
  /// To the server.
  let made: RefereeCall

  /// Longer than anybody watches.
  private static let cap = Duration.seconds(86_400)

  /// Returns once both sides have ended.
  func run() async {
    await withTaskGroup(of: Void.self) { group in
      group.addTask { try? await handOnRequest() }
      group.addTask { try? await handOnResponse() }
    }
  }

  private func handOnRequest() async throws {
    while let event = await served.next(within: Self.cap) {
      switch event {
      case .message(let octets, _): try await send(octets, to: made)
      case .halfClosed: try await made.halfClose()
      case .reset(let code, _): return try await made.reset(code)
      case .connectionClosed: return try await made.reset(.cancel)
      case .headers, .trailers: break
      }
    }
  }

  private func handOnResponse() async throws {
    while let event = await made.next(within: Self.cap) {
      switch event {
      case .headers(let headers, _): try await served.sendHeaders(own(headers))
      case .message(let octets, _): try await send(octets, to: served)
      case .trailers(let trailers, _): return try await served.finish(own(trailers))
      case .halfClosed: return try await served.finish([])
      case .reset(let code, _): return try await served.reset(code)
      case .connectionClosed: return await served.cutConnection()
      }
    }
  }

  /// Returns once the other side has taken it, so that no more is read than it takes.
  private func send(_ octets: [UInt8], to call: some Call) async throws {
    try await call.send(bytes: MessageDecoder.framed(octets))
    _ = try await call.drained(within: Self.cap)
  }

  /// What is not said by the referee itself.
  private func own(_ headers: [Header]) -> [Header] {
    headers.filter { !$0.name.hasPrefix(":") && $0.name != "content-type" }
  }
}
