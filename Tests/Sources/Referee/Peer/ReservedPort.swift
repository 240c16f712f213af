#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// A TCP port of 127.0.0.1 that is taken, and where nothing listens: connections are refused for as
/// long as this value exists.
///
/// The port is one end of a connection between two sockets of this process. A port that is only
/// bound would do on Linux; Darwin drops what comes to it, so that whoever connects waits.
public final class ReservedPort: Sendable {
  public let port: Int
  private let descriptors: [Int32]

  /// - Throws: ``RefereeError/cannotConnect(_:)`` if the system gives no port.
  public init() throws {
    let listener = Self.boundSocket()
    let holder = Self.boundSocket()
    descriptors = [listener.descriptor, holder.descriptor]
    port = holder.port
    var peer = Self.loopback(port: listener.port)
    let isConnected =
      listen(listener.descriptor, 1) == 0
      && Self.withAddress(of: &peer) { connect(holder.descriptor, $0, $1) } == 0
    if !isConnected || port == 0 {
      throw RefereeError.cannotConnect("no port to reserve (errno \(errno))")
    }
  }

  deinit {
    for descriptor in descriptors { close(descriptor) }
  }

  /// Whether a server could listen at the port of 127.0.0.1 at this moment.
  public static func isFree(_ port: Int) -> Bool {
    let socket = boundSocket(at: port)
    close(socket.descriptor)
    return socket.port != 0
  }

  /// A socket with this port, or with one that the system chose; port 0 if it cannot be had.
  private static func boundSocket(at wanted: Int = 0) -> (descriptor: Int32, port: Int) {
    #if canImport(Darwin)
      let type = SOCK_STREAM
    #else
      let type = Int32(SOCK_STREAM.rawValue)
    #endif
    let descriptor = socket(AF_INET, type, 0)
    if wanted != 0 {
      // As servers do: connections that are over take no port.
      var yes: Int32 = 1
      setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
    }
    var address = loopback(port: wanted)
    let result = withAddress(of: &address) { pointer, length in
      var length = length
      return bind(descriptor, pointer, length) == 0
        ? getsockname(descriptor, pointer, &length) : -1
    }
    return (descriptor, result == 0 ? Int(UInt16(bigEndian: address.sin_port)) : 0)
  }

  private static func loopback(port: Int) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    address.sin_port = UInt16(port).bigEndian
    return address
  }

  /// Lends the address as the system's calls want it, with its length in octets.
  private static func withAddress(
    of address: inout sockaddr_in, _ body: (UnsafeMutablePointer<sockaddr>, socklen_t) -> Int32
  ) -> Int32 {
    withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
  }
}
