public import GRPCCore

/// A server transport that knows the address it listens on.
public protocol ListeningServerTransport: ServerTransport {
  /// The address, once it is bound.
  ///
  /// - Throws: If it could not be bound, or is no longer.
  var listeningAddress: SocketAddress { get async throws }
}

extension GRPCServer {
  /// The address that the server listens on, once it is bound; nil if its transport has none.
  public var listeningAddress: SocketAddress? {
    get async throws {
      guard let transport = transport as? any ListeningServerTransport else { return nil }
      return try await transport.listeningAddress
    }
  }
}
