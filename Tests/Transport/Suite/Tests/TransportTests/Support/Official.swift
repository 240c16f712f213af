#if NIO
  import GRPCCore
  import GRPCNIOTransportHTTP2Posix
  import GRPCNghttp2Transport

  extension Server {
    /// A server on the official transport, with the settings that ours would have.
    static func official(
      _ methods: [String: Handler], address: GRPCNghttp2Transport.SocketAddress,
      config: Nghttp2ServerTransport.Config
    ) -> Server {
      let transport = HTTP2ServerTransport.Posix(
        address: address.official, transportSecurity: .plaintext, config: config.official)
      return Server(methods, on: transport) { try await transport.listeningAddress.ours }
    }
  }

  extension Client {
    /// A client on the official transport, with the settings that ours would have.
    static func official(
      to place: Place, config: Nghttp2ClientTransport.Config
    ) throws -> Client {
      let target: any ResolvableTarget =
        switch place {
        case .address(.ipv4(let address)): .ipv4(address: address.host, port: address.port)
        case .address(.ipv6(let address)): .ipv6(address: address.host, port: address.port)
        case .address(.unixDomainSocket(let socket)): .unixDomainSocket(path: socket.path)
        case .name(let host, let port): .dns(host: host, port: port)
        }
      return Client(
        on: try HTTP2ClientTransport.Posix(
          target: target, transportSecurity: .plaintext, config: config.official))
    }
  }

  extension Nghttp2ServerTransport.Config {
    /// The limits on resets and SETTINGS, and on headers, are fixed there.
    fileprivate var official: HTTP2ServerTransport.Posix.Config {
      .defaults { config in
        config.http2.maxFrameSize = http2.maxFrameSize
        config.http2.targetWindowSize = http2.targetWindowSize
        config.http2.maxConcurrentStreams = http2.maxConcurrentStreams
        config.rpc.maxRequestPayloadSize = rpc.maxRequestPayloadSize
        config.connection.maxIdleTime = connection.maxIdleTime
        config.connection.maxGraceTime = connection.maxGraceTime
        config.connection.keepalive.time = connection.keepalive.time
        config.connection.keepalive.timeout = connection.keepalive.timeout
        // Tests use PINGs to know what has arrived.
        config.connection.keepalive.clientBehavior = .init(
          minPingIntervalWithoutCalls: .zero, allowWithoutCalls: true)
      }
    }
  }

  extension Nghttp2ClientTransport.Config {
    /// There is no limit there on the time that connecting may take.
    fileprivate var official: HTTP2ClientTransport.Posix.Config {
      .defaults { config in
        config.http2.maxFrameSize = http2.maxFrameSize
        config.http2.targetWindowSize = http2.targetWindowSize
        config.http2.authority = http2.authority
        config.backoff = .init(
          initial: backoff.initial, max: backoff.max, multiplier: backoff.multiplier,
          jitter: backoff.jitter)
        config.connection.maxIdleTime = connection.maxIdleTime
        config.connection.keepalive = connection.keepalive.map {
          .init(time: $0.time, timeout: $0.timeout, allowWithoutCalls: false)
        }
      }
    }
  }

  extension GRPCNghttp2Transport.SocketAddress {
    fileprivate var official: GRPCNIOTransportHTTP2Posix.SocketAddress {
      switch self {
      case .ipv4(let address): .ipv4(host: address.host, port: address.port)
      case .ipv6(let address): .ipv6(host: address.host, port: address.port)
      case .unixDomainSocket(let socket): .unixDomainSocket(path: socket.path)
      }
    }
  }

  extension GRPCNIOTransportHTTP2Posix.SocketAddress {
    fileprivate var ours: GRPCNghttp2Transport.SocketAddress {
      if let ipv4 { return .ipv4(host: ipv4.host, port: ipv4.port) }
      if let ipv6 { return .ipv6(host: ipv6.host, port: ipv6.port) }
      return .unixDomainSocket(path: unixDomainSocket?.path ?? "")
    }
  }
#endif
