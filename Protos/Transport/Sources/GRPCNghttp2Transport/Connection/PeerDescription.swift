internal import NIOCore

extension Channel {
  /// The addresses as gRPC writes them in `remotePeer` and `localPeer`. Of a Unix domain socket one
  /// end alone has a name, which stands for both.
  var peers: (remote: String, local: String) {
    (
      (remoteAddress?.peer ?? localAddress?.peer ?? ""),
      (localAddress?.peer ?? remoteAddress?.peer ?? "")
    )
  }
}

extension NIOCore.SocketAddress {
  /// Nil for an end without a name.
  fileprivate var peer: String? {
    switch self {
    case .v4: "ipv4:\(ipAddress ?? ""):\(port ?? 0)"
    case .v6: "ipv6:[\(ipAddress ?? "")]:\(port ?? 0)"
    case .unixDomainSocket: pathname.flatMap { $0.isEmpty ? nil : "unix:\($0)" }
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
      // SwiftNIO ends the program at a port that is none.
      if let port = ipv4?.port ?? ipv6?.port, UInt16(exactly: port) == nil {
        throw AddressError(description: "\(port) is no port")
      }
      return switch self {
      case .ipv4(let address): try .init(ipAddress: address.host, port: address.port)
      case .ipv6(let address): try .init(ipAddress: address.host, port: address.port)
      case .unixDomainSocket(let address): try .init(unixDomainSocketPath: address.path)
      }
    }
  }
}

/// Why an address is none.
struct AddressError: Error, CustomStringConvertible {
  let description: String
}
