import GRPCNghttp2Transport
import HTTP2
import NIOCore

/// Runs `call` against a server that does what `script` says, once a request has come unless told
/// otherwise, and that closes all connections but the first.
func withRawServer<Result: Sendable>(
  settles: Bool = true, config: Nghttp2ClientTransport.Config = .defaults,
  script: @escaping @Sendable (RawConnection) async throws -> Void,
  call: (Client) async throws -> Result
) async throws -> Result {
  let accepted = Events<RawConnection>()
  let listener = try await RawConnection.listen { accepted.send($0) }
  let serving = Task {
    let raw = try await accepted.next()
    let others = Task { while true { try await accepted.next().close() } }
    if settles {
      try await raw.send(.settings, .settingsAck)
      _ = try await raw.frames { $0.type == .headers }
    }
    try await script(raw)
    return others
  }
  let port = listener.localAddress?.port ?? 0
  let result = try await withClient(port: port, config: config) { try await call($0) }
  try await serving.value.cancel()
  try await listener.close()
  return result
}
