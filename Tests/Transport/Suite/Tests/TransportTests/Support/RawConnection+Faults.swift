import NIOCore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension RawConnection {
  /// Takes nothing more from the system, so that the peer cannot send once its buffers are full.
  func stopReading() async throws {
    try await channel.setOption(.autoRead, value: false).get()
  }

  /// Closes with a TCP reset, in place of what TCP does at the end of a connection.
  func abort() async throws {
    let provider = channel as? any SocketOptionProvider
    try await provider?.setSoLinger(linger(l_onoff: 1, l_linger: 0)).get()
    try await close()
  }
}
