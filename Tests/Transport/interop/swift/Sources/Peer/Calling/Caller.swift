internal import DataHubServices
internal import GRPCCore

/// Makes calls of every kind in one way, and sees all that came back.
struct Caller: Sendable {
  /// What a call that ended with OK brought.
  struct Answer: Sendable {
    var initial: Metadata = [:]
    var trailing: Metadata = [:]
    /// The answers, or for an upload the packages that the server counted.
    var messages = 0
  }

  let egress: Datahub_Egress.Client<PeerClientTransport>
  let ingest: Datahub_Ingest.Client<PeerClientTransport>

  init(client: GRPCClient<PeerClientTransport>) {
    egress = Datahub_Egress.Client(wrapping: client)
    ingest = Datahub_Ingest.Client(wrapping: client)
  }

  /// Sends `count` packages, or has as many sent, each with a text of `octets` octets that the
  /// answers must bring back.
  ///
  /// - Throws: The call's RPC error.
  func make(
    _ kind: Kind, metadata: Metadata = [:], timeout: Duration = .seconds(60), count: Int = 1,
    octets: Int = 36
  ) async throws -> Answer {
    var options = CallOptions.defaults
    options.timeout = timeout
    let text = String(repeating: "g", count: octets)
    return switch kind {
    case .unary: try await unary(text, metadata, options)
    case .clientStreaming: try await upload(text, count, metadata, options)
    case .serverStreaming: try await subscribe(text, count, metadata, options)
    case .bidirectional: try await exchange(text, count, metadata, options)
    }
  }
}
