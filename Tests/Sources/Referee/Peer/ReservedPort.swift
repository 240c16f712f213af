#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// A TCP port of 127.0.0.1 that is taken, and where nothing listens: connections are refused for as
/// long as this value exists.
public final class ReservedPort: Sendable {
  public let port: Int
  private let descriptor: Int32

  /// - Throws: ``RefereeError/cannotConnect(_:)`` if the system gives no port.
  public init() throws {
    #if canImport(Darwin)
      let type = SOCK_STREAM
    #else
      let type = Int32(SOCK_STREAM.rawValue)
    #endif
    descriptor = socket(AF_INET, type, 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let descriptor = descriptor
    let result = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        bind(descriptor, address, length) == 0 ? getsockname(descriptor, address, &length) : -1
      }
    }
    port = Int(UInt16(bigEndian: address.sin_port))
    if result != 0 { throw RefereeError.cannotConnect("no port to reserve (errno \(errno))") }
  }

  deinit {
    close(descriptor)
  }
}
