public import ArgumentParser

/// Where the server listens, and where the client finds it.
public struct Endpoint: ParsableArguments, Sendable {
  @Option(
    help: "The server's IP address; for the client, a name as well. (default: 127.0.0.1)",
    transform: Host.init(argument:))
  public var host = Host.ipv4("127.0.0.1")

  @Option(help: "The server's TCP port.")
  public var port: UInt16 = 5001

  public init() {}

  /// Host and port as they stand in a URL: an IPv6 address in brackets.
  public func description(port: Int? = nil) -> String {
    let port = port ?? Int(self.port)
    return switch host {
    case .ipv4(let host), .name(let host): "\(host):\(port)"
    case .ipv6(let host): "[\(host)]:\(port)"
    }
  }
}
