public import GRPCCore
internal import HTTP2
public import NIOCore
public import NIOPosix

/// A gRPC server's transport: HTTP/2 by nghttp2, sockets by SwiftNIO, in plaintext.
public final class Nghttp2ServerTransport: ServerTransport, ListeningServerTransport {
  public typealias Bytes = Nghttp2TransportBytes

  private let address: SocketAddress
  private let config: Config
  private let group: any EventLoopGroup
  private let listener = Listener()
  private let bound = ListeningAddress()

  public init(
    address: SocketAddress, config: Config = .defaults,
    eventLoopGroup: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton
  ) {
    self.address = address
    self.config = config
    self.group = eventLoopGroup
  }

  public var listeningAddress: SocketAddress {
    get async throws { try await bound.value }
  }

  public func listen(
    streamHandler: @escaping @Sendable (RPCStream<Inbound, Outbound>, ServerContext) async -> Void
  ) async throws {
    await firstSleep.value
    do {
      let channel = try await bind()
      if let address = SocketAddress(channel.localAddress) { bound.set(.success(address)) }
      listener.listening(on: channel)
    } catch {
      let error = ListeningError(description: systemReason(for: error))
      bound.set(.failure(error))
      throw error
    }
    let limit = config.rpc.maxRequestPayloadSize
    await withTaskCancellationHandler {
      await withDiscardingTaskGroup { tasks in
        for await call in listener.calls {
          tasks.addTask { await call.serve(messageLimit: limit, by: streamHandler) }
        }
      }
    } onCancel: {
      listener.close()
    }
    let stopped = RuntimeError(code: .serverIsStopped, message: "the server has stopped")
    bound.set(.failure(stopped))
  }

  public func beginGracefulShutdown() {
    listener.shutDown()
  }

  private func bind() async throws -> any Channel {
    try checkConfiguration()
    let bootstrap = ServerBootstrap(group: group)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .serverChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(AcceptPause())
        }
      }
      .childChannelInitializer { [listener, options] channel in
        channel.eventLoop.makeCompletedFuture {
          let connection = Connection(
            server: ServerSide(listener), options, eventLoop: channel.eventLoop)
          try channel.pipeline.syncOperations.addHandler(connection)
        }
      }
    if case .unixDomainSocket(let socket) = address {
      return try await bootstrap.bind(
        unixDomainSocketPath: socket.path, cleanupExistingSocketFile: true
      ).get()
    }
    return try await bootstrap.childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
      .bind(to: address.nio).get()
  }

  /// - Throws: If nghttp2 refuses it: better now than at each connection.
  private func checkConfiguration() throws {
    let connection = Connection(
      server: ServerSide(listener), options, eventLoop: group.any())
    do {
      _ = try Session(role: .server, configuration: options.session, delegate: connection)
    } catch {
      throw ListeningError(description: .refusedConfiguration(error))
    }
  }

  private var options: ConnectionOptions {
    var session = Configuration()
    session.initialWindowSize = config.http2.targetWindowSize
    session.maxConcurrentStreams = config.http2.maxConcurrentStreams
    session.maxFrameSize = config.http2.maxFrameSize
    session.maxHeaderListSize = config.http2.maxHeaderListSize
    var options = ConnectionOptions(session: session, handshakeTimeout: .seconds(10))
    options.maxIdleTime = config.connection.maxIdleTime
    options.maxGraceTime = config.connection.maxGraceTime
    options.keepalive = config.connection.keepalive
    options.resetsPerSecond = config.limits.resetsPerSecond
    options.pingsPerSecond = config.limits.pingsPerSecond
    options.settingsPerSecond = config.limits.settingsPerSecond
    return options
  }
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
