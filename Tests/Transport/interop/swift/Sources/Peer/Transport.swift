internal import GRPCCore

#if NIO
  internal import GRPCNIOTransportHTTP2Posix

  typealias PeerServerTransport = HTTP2ServerTransport.Posix
  typealias PeerClientTransport = HTTP2ClientTransport.Posix

  extension PeerServerTransport {
    static func listening(on port: Int) -> PeerServerTransport {
      .http2NIOPosix(
        address: .ipv4(host: "127.0.0.1", port: port), transportSecurity: .plaintext)
    }
  }

  extension PeerClientTransport {
    static func connecting(to address: Address) throws -> PeerClientTransport {
      try .http2NIOPosix(
        target: .ipv4(address: address.host, port: address.port), transportSecurity: .plaintext)
    }
  }
#else
  internal import GRPCNghttp2Transport

  typealias PeerServerTransport = Nghttp2ServerTransport
  typealias PeerClientTransport = Nghttp2ClientTransport

  extension PeerServerTransport {
    static func listening(on port: Int) -> PeerServerTransport {
      .nghttp2(address: .ipv4(host: "127.0.0.1", port: port))
    }
  }

  extension PeerClientTransport {
    static func connecting(to address: Address) throws -> PeerClientTransport {
      .nghttp2(target: .ipv4(address: address.host, port: address.port))
    }
  }
#endif

extension PeerServerTransport {
  /// The port that the server listens on, once it does.
  var listeningPort: Int {
    get async throws { try await listeningAddress.ipv4?.port ?? 0 }
  }
}
