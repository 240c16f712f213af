public import GRPCCore
internal import HTTP2
public import NIOCore
public import NIOPosix

/// A gRPC client's transport: HTTP/2 by nghttp2, sockets by SwiftNIO, in plaintext.
public final class Nghttp2ClientTransport: ClientTransport {
  public typealias Bytes = Nghttp2TransportBytes

  public let retryThrottle: RetryThrottle?
  private let authority: String
  private let configs: MethodConfigs
  private let connector: Connector

  public convenience init(
    target: Target, config: Config = .defaults, serviceConfig: ServiceConfig = ServiceConfig(),
    eventLoopGroup: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton
  ) {
    self.init(
      target: target, config: config, serviceConfig: serviceConfig,
      eventLoopGroup: eventLoopGroup, lookUp: systemLookUp)
  }

  /// - Parameter lookUp: How a name's addresses are found.
  init(
    target: Target, config: Config, serviceConfig: ServiceConfig,
    eventLoopGroup: any EventLoopGroup, lookUp: @escaping Addresses.LookUp
  ) {
    retryThrottle = serviceConfig.retryThrottling.map { RetryThrottle(policy: $0) }
    authority = config.http2.authority ?? target.authority
    configs = MethodConfigs(serviceConfig)
    connector = Connector(
      dialer: Dialer(
        target: target, options: config.options, group: eventLoopGroup,
        eventLoop: eventLoopGroup.next(), lookUp: lookUp),
      backoff: config.backoff)
  }

  public func connect() async throws {
    _ = firstSleep
    try await connector.run()
  }

  public func beginGracefulShutdown() {
    connector.shutDown()
  }

  public func withStream<T: Sendable>(
    descriptor: MethodDescriptor, options: CallOptions,
    _ closure: (RPCStream<Inbound, Outbound>, ClientContext) async throws -> T
  ) async throws -> T {
    let (stream, link) = try await open(waitForReady: options.waitForReady ?? false)
    defer {
      stream.leave()
      connector.forget(stream)
    }
    let limits = (
      request: options.maxRequestMessageBytes ?? .max,
      response: options.maxResponseMessageBytes ?? Self.defaultMessageLimit
    )
    let writer = RequestWriter(
      stream: stream, method: descriptor, authority: authority, messageLimit: limits.request)
    let parts = InboundParts<RPCResponsePart<Bytes>>(stream: stream, messageLimit: limits.response)
    return try await closure(
      RPCStream(
        descriptor: descriptor, inbound: RPCAsyncSequence(wrapping: parts),
        outbound: RPCWriter.Closable(wrapping: writer)),
      ClientContext(
        descriptor: descriptor, remotePeer: link.remotePeer, localPeer: link.localPeer))
  }

  public func config(forMethod descriptor: MethodDescriptor) -> MethodConfig? {
    configs[descriptor]
  }

  /// The octets that a response's message may have, unless the call's options say otherwise.
  private static let defaultMessageLimit = 4 * 1024 * 1024

  /// A stream on a connection that takes calls: one that is about to close may still be offered.
  private func open(waitForReady: Bool) async throws -> (CallStream, Connector.Link) {
    while true {
      let link = try await connector.link(waitForReady: waitForReady)
      if let stream = await link.open(waitForReady) { return (stream, link) }
    }
  }
}

extension Connector.Link {
  /// Nil if the connection takes no more calls.
  fileprivate func open(_ waitForReady: Bool) async -> CallStream? {
    await withCheckedContinuation { continuation in
      gate.eventLoop.execute {
        let connection = gate.connection
        continuation.resume(
          returning: connection.flatMap { $0.client?.open(on: $0, waitsForReady: waitForReady) })
      }
    }
  }
}

extension Nghttp2ClientTransport.Config {
  fileprivate var options: ConnectionOptions {
    var session = Configuration()
    session.initialWindowSize = http2.targetWindowSize
    session.maxFrameSize = http2.maxFrameSize
    session.maxHeaderListSize = http2.maxHeaderListSize
    var options = ConnectionOptions(
      session: session, handshakeTimeout: connection.connectTimeout)
    options.maxIdleTime = connection.maxIdleTime
    options.keepalive = connection.keepalive
    return options
  }
}

extension ClientTransport where Self == Nghttp2ClientTransport {
  /// A client's transport over HTTP/2 by nghttp2, in plaintext.
  public static func nghttp2(
    target: Target, config: Nghttp2ClientTransport.Config = .defaults,
    serviceConfig: ServiceConfig = ServiceConfig(),
    eventLoopGroup: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton
  ) -> Self {
    Nghttp2ClientTransport(
      target: target, config: config, serviceConfig: serviceConfig, eventLoopGroup: eventLoopGroup)
  }
}
