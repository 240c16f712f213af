public import ArgumentParser
internal import GRPCCore

#if NIO
  public import GRPCNIOTransportHTTP2Posix

  /// What carries RPCs to the server.
  public typealias HubServerTransport = HTTP2ServerTransport.Posix
  /// What carries RPCs from the client.
  public typealias HubClientTransport = HTTP2ClientTransport.Posix

  /// How the server proves who it is.
  public struct ServerSecurity: ParsableArguments, Sendable {
    @Option(help: ArgumentHelp("The server's certificate chain, a PEM file.", valueName: "file"))
    public var tlsCertificate: String?

    @Option(help: ArgumentHelp("The certificate's private key, a PEM file.", valueName: "file"))
    public var tlsKey: String?

    public init() {}

    public func validate() throws {
      guard (tlsCertificate == nil) == (tlsKey == nil) else {
        throw ValidationError("--tls-certificate and --tls-key go together.")
      }
    }

    /// Whether what goes over the wire is encrypted.
    public var isEncrypted: Bool { tlsCertificate != nil }

    fileprivate var transportSecurity: HTTP2ServerTransport.Posix.TransportSecurity {
      guard let tlsCertificate, let tlsKey else { return .plaintext }
      return .tls(
        certificateChain: [.file(path: tlsCertificate, format: .pem)],
        privateKey: .file(path: tlsKey, format: .pem))
    }
  }

  /// Whom the client trusts.
  public struct ClientSecurity: ParsableArguments, Sendable {
    @Option(
      help: ArgumentHelp(
        "Speak TLS, and trust servers whose certificate descends from one in this PEM file.",
        valueName: "file"))
    public var tlsTrust: String?

    public init() {}

    fileprivate var transportSecurity: HTTP2ClientTransport.Posix.TransportSecurity {
      guard let tlsTrust else { return .plaintext }
      return .tls { $0.trustRoots = .certificates([.file(path: tlsTrust, format: .pem)]) }
    }
  }

  extension Endpoint {
    /// A transport that will listen here.
    public func serverTransport(_ security: ServerSecurity) throws -> HubServerTransport {
      .http2NIOPosix(
        address: try address(), transportSecurity: security.transportSecurity)
    }

    /// A transport that will connect to here.
    public func clientTransport(_ security: ClientSecurity) throws -> HubClientTransport {
      let target: any ResolvableTarget =
        switch host {
        case .ipv4(let host): .ipv4(address: host, port: Int(port))
        case .ipv6(let host): .ipv6(address: host, port: Int(port))
        case .name(let host): .dns(host: host, port: Int(port))
        }
      return try .http2NIOPosix(target: target, transportSecurity: security.transportSecurity)
    }
  }
#else
  public import GRPCNghttp2Transport

  /// What carries RPCs to the server.
  public typealias HubServerTransport = Nghttp2ServerTransport
  /// What carries RPCs from the client.
  public typealias HubClientTransport = Nghttp2ClientTransport

  /// The server's security. This transport speaks plaintext alone.
  public struct ServerSecurity: ParsableArguments, Sendable {
    public init() {}

    /// Whether what goes over the wire is encrypted.
    public var isEncrypted: Bool { false }
  }

  /// The client's security. This transport speaks plaintext alone.
  public struct ClientSecurity: ParsableArguments, Sendable {
    public init() {}
  }

  extension Endpoint {
    /// A transport that will listen here.
    public func serverTransport(_ security: ServerSecurity) throws -> HubServerTransport {
      .nghttp2(address: try address())
    }

    /// A transport that will connect to here.
    public func clientTransport(_ security: ClientSecurity) throws -> HubClientTransport {
      switch host {
      case .ipv4(let host): .nghttp2(target: .ipv4(address: host, port: Int(port)))
      case .ipv6(let host): .nghttp2(target: .ipv6(address: host, port: Int(port)))
      case .name(let host): .nghttp2(target: .dns(host: host, port: Int(port)))
      }
    }
  }
#endif

extension Endpoint {
  private func address() throws -> SocketAddress {
    switch host {
    case .ipv4: .ipv4(host: "0.0.0.0", port: Int(port))
    case .ipv6(let host): .ipv6(host: host, port: Int(port))
    case .name("localhost"): .ipv4(host: "127.0.0.1", port: Int(port))
    case .name: throw ValidationError("The server listens on an IP address, not on a name.")
    }
  }
}

extension HubServerTransport {
  /// The port that the server listens on, once it does.
  public var listeningPort: Int {
    get async throws {
      let address = try await listeningAddress
      return address.ipv4?.port ?? address.ipv6?.port ?? 0
    }
  }
}
