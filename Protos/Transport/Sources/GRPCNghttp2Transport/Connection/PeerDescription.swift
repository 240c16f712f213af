internal import NIOCore

extension NIOCore.SocketAddress {
  /// The address as gRPC writes it in `remotePeer` and `localPeer`.
  var peer: String {
    switch self {
    case .v4: "ipv4:\(ipAddress ?? ""):\(port ?? 0)"
    case .v6: "ipv6:[\(ipAddress ?? "")]:\(port ?? 0)"
    case .unixDomainSocket: "unix:\(pathname ?? "")"
    }
  }
}

extension SocketAddress {
  /// Nil for what has no IP address or path.
  init?(_ address: NIOCore.SocketAddress?) {
    switch address {
    case .v4(let v4): self = .ipv4(host: address?.ipAddress ?? v4.host, port: address?.port ?? 0)
    case .v6(let v6): self = .ipv6(host: address?.ipAddress ?? v6.host, port: address?.port ?? 0)
    case .unixDomainSocket: self = .unixDomainSocket(path: address?.pathname ?? "")
    case nil: return nil
    }
  }

  /// - Throws: If it is not an address.
  var nio: NIOCore.SocketAddress {
    get throws {
      switch self {
      case .ipv4(let address): try .init(ipAddress: address.host, port: address.port)
      case .ipv6(let address): try .init(ipAddress: address.host, port: address.port)
      case .unixDomainSocket(let address): try .init(unixDomainSocketPath: address.path)
      }
    }
  }
}
