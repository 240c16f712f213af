/// Where a server listens or a client connects.
public enum SocketAddress: Hashable, Sendable, CustomStringConvertible {
  case ipv4(IPv4)
  case ipv6(IPv6)
  case unixDomainSocket(UnixDomainSocket)

  public struct IPv4: Hashable, Sendable {
    /// An address in dotted decimal.
    public var host: String
    /// 0 lets the system choose.
    public var port: Int

    public init(host: String, port: Int) {
      self.host = host
      self.port = port
    }
  }

  public struct IPv6: Hashable, Sendable {
    /// An address in hexadecimal, without brackets.
    public var host: String
    /// 0 lets the system choose.
    public var port: Int

    public init(host: String, port: Int) {
      self.host = host
      self.port = port
    }
  }

  public struct UnixDomainSocket: Hashable, Sendable {
    public var path: String

    public init(path: String) {
      self.path = path
    }
  }

  public static func ipv4(host: String, port: Int) -> Self {
    .ipv4(IPv4(host: host, port: port))
  }

  public static func ipv6(host: String, port: Int) -> Self {
    .ipv6(IPv6(host: host, port: port))
  }

  public static func unixDomainSocket(path: String) -> Self {
    .unixDomainSocket(UnixDomainSocket(path: path))
  }

  /// The address, if it is one of IPv4.
  public var ipv4: IPv4? {
    if case .ipv4(let address) = self { address } else { nil }
  }

  /// The address, if it is one of IPv6.
  public var ipv6: IPv6? {
    if case .ipv6(let address) = self { address } else { nil }
  }

  /// The address, if it is a path.
  public var unixDomainSocket: UnixDomainSocket? {
    if case .unixDomainSocket(let address) = self { address } else { nil }
  }

  public var description: String {
    switch self {
    case .ipv4(let address): "[ipv4]\(address.host):\(address.port)"
    case .ipv6(let address): "[ipv6]\(address.host):\(address.port)"
    case .unixDomainSocket(let address): "[unix]\(address.path)"
    }
  }
}
