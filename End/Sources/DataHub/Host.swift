internal import ArgumentParser

#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// A host as the command line names it.
public enum Host: Hashable, Sendable, CustomStringConvertible {
  case ipv4(String)
  case ipv6(String)
  case name(String)

  /// Tells addresses from names.
  ///
  /// - Throws: A `ValidationError` for the empty text.
  public init(argument: String) throws {
    var address = in6_addr()
    if argument.isEmpty {
      throw ValidationError("a host has a name or an address")
    } else if inet_pton(AF_INET, argument, &address) == 1 {
      self = .ipv4(argument)
    } else if inet_pton(AF_INET6, argument, &address) == 1 {
      self = .ipv6(argument)
    } else {
      self = .name(argument)
    }
  }

  /// Whether the host is this machine, and no other machine can reach it there.
  public var isLoopback: Bool {
    switch self {
    case .ipv4(let address): address.hasPrefix("127.")
    case .ipv6(let address): isIPv6Loopback(address)
    case .name(let name): name == "localhost"
    }
  }

  public var description: String {
    switch self {
    case .ipv4(let text), .ipv6(let text), .name(let text): text
    }
  }

  private func isIPv6Loopback(_ text: String) -> Bool {
    var address = in6_addr()
    guard inet_pton(AF_INET6, text, &address) == 1 else { return false }
    return withUnsafeBytes(of: &address) { $0.dropLast().allSatisfy { $0 == 0 } && $0.last == 1 }
  }
}
