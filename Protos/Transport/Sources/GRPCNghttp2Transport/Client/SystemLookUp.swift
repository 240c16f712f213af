internal import NIOCore

#if canImport(Glibc)
  private import Glibc
#elseif canImport(Musl)
  private import Musl
#else
  private import Darwin
#endif

/// Why a name has no address, in the system's words.
struct LookUpError: Error, CustomStringConvertible {
  let description: String
}

/// The addresses of a name, in the system's order, which is that of RFC 6724. Blocks.
///
/// - Throws: ``LookUpError`` for a name without one.
@Sendable func systemLookUp(host: String, port: Int) throws -> [NIOCore.SocketAddress] {
  var hints = addrinfo()
  #if canImport(Glibc)
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
  #else
    hints.ai_socktype = SOCK_STREAM
  #endif
  var first: UnsafeMutablePointer<addrinfo>?
  let code = getaddrinfo(host, "\(port)", &hints, &first)
  guard code == 0 else { throw LookUpError(description: String(cString: gai_strerror(code))) }
  defer { freeaddrinfo(first) }
  var addresses: [NIOCore.SocketAddress] = []
  var next = first
  while let entry = next?.pointee {
    next = entry.ai_next
    guard let address = entry.ai_addr else { continue }
    switch entry.ai_family {
    case AF_INET:
      address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
        addresses.append(NIOCore.SocketAddress($0.pointee, host: host))
      }
    case AF_INET6:
      address.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) {
        addresses.append(NIOCore.SocketAddress($0.pointee, host: host))
      }
    default: break
    }
  }
  return addresses
}
