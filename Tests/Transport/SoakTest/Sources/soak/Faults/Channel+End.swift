internal import NIOCore

#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

extension Channel {
  /// Closes, by RST or by FIN.
  func end(resets: Bool) {
    if resets, let socket = self as? any SocketOptionProvider {
      socket.setSoLinger(linger(l_onoff: 1, l_linger: 0)).whenComplete { _ in
        self.close(promise: nil)
      }
    } else {
      close(promise: nil)
    }
  }
}
