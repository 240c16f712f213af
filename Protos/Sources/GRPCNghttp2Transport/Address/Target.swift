/// What a client connects to.
public struct Target: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    case addresses([SocketAddress])
    case name(host: String, port: Int)
  }

  let kind: Kind
  /// The `:authority` of requests, unless the configuration sets one.
  let authority: String

  /// One IPv4 address, in dotted decimal.
  public static func ipv4(address: String, port: Int = 443) -> Self {
    Self(kind: .addresses([.ipv4(host: address, port: port)]), authority: "\(address):\(port)")
  }

  /// One IPv6 address, in hexadecimal, without brackets.
  public static func ipv6(address: String, port: Int = 443) -> Self {
    Self(kind: .addresses([.ipv6(host: address, port: port)]), authority: "[\(address)]:\(port)")
  }

  /// A host's name, looked up for each connection; its addresses are tried in turn.
  public static func dns(host: String, port: Int? = nil) -> Self {
    Self(
      kind: .name(host: host, port: port ?? 443),
      authority: port.map { "\(host):\($0)" } ?? host)
  }

  /// A Unix domain socket.
  public static func unixDomainSocket(path: String, authority: String? = nil) -> Self {
    Self(
      kind: .addresses([.unixDomainSocket(path: path)]), authority: authority ?? "localhost")
  }
}
