public import GRPCCore
public import NIOCore
public import NIOPosix

/// A gRPC server's transport: HTTP/2 by nghttp2, sockets by SwiftNIO, in plaintext.
public final class Nghttp2ServerTransport: ServerTransport, ListeningServerTransport {
  public typealias Bytes = Nghttp2TransportBytes

  private let address: SocketAddress
  private let config: Config
  private let group: any EventLoopGroup

  public init(
    address: SocketAddress, config: Config = .defaults,
    eventLoopGroup: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton
  ) {
    self.address = address
    self.config = config
    self.group = eventLoopGroup
  }

  public var listeningAddress: SocketAddress {
    get async throws { address }
  }

  public func listen(
    streamHandler: @escaping @Sendable (RPCStream<Inbound, Outbound>, ServerContext) async -> Void
  ) async throws {
    throw RPCError(code: .unimplemented, message: "not yet")
  }

  public func beginGracefulShutdown() {}
}

extension ServerTransport where Self == Nghttp2ServerTransport {
  /// A server's transport over HTTP/2 by nghttp2, in plaintext.
  public static func nghttp2(
    address: SocketAddress, config: Nghttp2ServerTransport.Config = .defaults,
    eventLoopGroup: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton
  ) -> Self {
    Nghttp2ServerTransport(address: address, config: config, eventLoopGroup: eventLoopGroup)
  }
}
