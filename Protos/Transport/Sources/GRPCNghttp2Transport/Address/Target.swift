/// What a client connects to.
public struct Target: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    case address(SocketAddress)
    case name(host: String, port: Int)
  }

  let kind: Kind
  /// The `:authority` of requests, unless the configuration sets one.
  let authority: String

  /// One IPv4 address, in dotted decimal.
  public static func ipv4(address: String, port: Int = 443) -> Self {
    Self(kind: .address(.ipv4(host: address, port: port)), authority: "\(address):\(port)")
  }

  /// One IPv6 address, in hexadecimal, without brackets.
  public static func ipv6(address: String, port: Int = 443) -> Self {
    Self(kind: .address(.ipv6(host: address, port: port)), authority: "[\(address)]:\(port)")
  }

  /// A host's name, looked up for each connection; its addresses are tried in turn.
  public static func dns(host: String, port: Int? = nil) -> Self {
    Self(
      kind: .name(host: host, port: port ?? 443),
      authority: port.map { "\(host):\($0)" } ?? host)
  }

  /// A Unix domain socket. Without an authority of its own, its path is that, percent-encoded.
  public static func unixDomainSocket(path: String, authority: String? = nil) -> Self {
    Self(
      kind: .address(.unixDomainSocket(path: path)),
      authority: PercentEncoding.encode(authority: authority ?? path))
  }
}

extension Target: CustomStringConvertible {
  public var description: String {
    switch kind {
    case .address(.ipv4(let address)): "\(address.host):\(address.port)"
    case .address(.ipv6(let address)): "[\(address.host)]:\(address.port)"
    case .address(.unixDomainSocket(let socket)): socket.path
    case .name(let host, let port): "\(host):\(port)"
    }
  }
}
