import Foundation

/// This process's sockets, where the system lists its descriptors.
enum Sockets {
  private static let folder = "/dev/fd"
  static let areListed = FileManager.default.fileExists(atPath: folder)

  /// The IPv4 sockets with that port at either end.
  static func count(port: Int) throws -> Int {
    try FileManager.default.contentsOfDirectory(atPath: folder).compactMap { Int32($0) }.count {
      Self.port(of: $0, getsockname) == port || Self.port(of: $0, getpeername) == port
    }
  }

  /// Nil for what is no such socket.
  private static func port(
    of descriptor: Int32,
    _ name: (Int32, UnsafeMutablePointer<sockaddr>, UnsafeMutablePointer<socklen_t>) -> Int32
  ) -> Int? {
    var address = sockaddr_in()
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let result = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { name(descriptor, $0, &length) }
    }
    guard result == 0, address.sin_family == sa_family_t(AF_INET) else { return nil }
    return Int(UInt16(bigEndian: address.sin_port))
  }
}
