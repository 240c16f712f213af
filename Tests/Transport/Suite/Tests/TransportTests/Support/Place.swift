import GRPCNghttp2Transport

/// What a client connects to.
enum Place {
  case address(SocketAddress)
  case name(String, port: Int)

  var target: Target {
    switch self {
    case .address(.ipv4(let address)): .ipv4(address: address.host, port: address.port)
    case .address(.ipv6(let address)): .ipv6(address: address.host, port: address.port)
    case .address(.unixDomainSocket(let socket)): .unixDomainSocket(path: socket.path)
    case .name(let host, let port): .dns(host: host, port: port)
    }
  }
}
