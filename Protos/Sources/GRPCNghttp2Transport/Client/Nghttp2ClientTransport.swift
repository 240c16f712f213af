public import GRPCCore
public import NIOCore
public import NIOPosix

/// A gRPC client's transport: HTTP/2 by nghttp2, sockets by SwiftNIO, in plaintext.
public final class Nghttp2ClientTransport: ClientTransport {
  public typealias Bytes = Nghttp2TransportBytes

  public let retryThrottle: RetryThrottle?

  public init(
    target: Target, config: Config = .defaults, serviceConfig: ServiceConfig = ServiceConfig(),
    eventLoopGroup: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton
  ) {
    retryThrottle = serviceConfig.retryThrottling.map { RetryThrottle(policy: $0) }
  }

  public func connect() async throws {}

  public func beginGracefulShutdown() {}

  public func withStream<T: Sendable>(
    descriptor: MethodDescriptor, options: CallOptions,
    _ closure: (RPCStream<Inbound, Outbound>, ClientContext) async throws -> T
  ) async throws -> T {
    throw RPCError(code: .unimplemented, message: "not yet")
  }

  public func config(forMethod descriptor: MethodDescriptor) -> MethodConfig? { nil }
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
