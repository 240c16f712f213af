internal import Dispatch
internal import NIOCore
internal import NIOPosix
internal import Synchronization

/// A name's addresses during one attempt to connect: those that have failed are left out, so that the
/// others are tried in turn (gRFC A61). SwiftNIO asks for them, and lets the second family wait for the
/// first (RFC 8305).
final class Addresses: Resolver, Sendable {
  /// Looks a name up, and blocks meanwhile.
  typealias LookUp = @Sendable (_ host: String, _ port: Int) throws -> [NIOCore.SocketAddress]

  private struct State {
    var found: EventLoopFuture<[NIOCore.SocketAddress]>?
    var failed: [NIOCore.SocketAddress] = []
  }

  private let eventLoop: any EventLoop
  private let lookUp: LookUp
  private let state = Mutex(State())

  init(eventLoop: any EventLoop, lookUp: @escaping LookUp) {
    self.eventLoop = eventLoop
    self.lookUp = lookUp
  }

  /// A connection to the address was opened, and ended before it could be used.
  func haveFailed(at address: NIOCore.SocketAddress) {
    state.withLock { $0.failed.append(address) }
  }

  func initiateAQuery(host: String, port: Int) -> EventLoopFuture<[NIOCore.SocketAddress]> {
    untried(host, port, .inet)
  }

  func initiateAAAAQuery(host: String, port: Int) -> EventLoopFuture<[NIOCore.SocketAddress]> {
    untried(host, port, .inet6)
  }

  /// A lookup ends by itself.
  func cancelQueries() {}

  private func untried(
    _ host: String, _ port: Int, _ family: NIOBSDSocket.ProtocolFamily
  ) -> EventLoopFuture<[NIOCore.SocketAddress]> {
    found(host, port).map { all in
      let failed = self.state.withLock { $0.failed }
      return all.filter { $0.protocol == family && !failed.contains($0) }
    }
  }

  /// Looks the name up, once.
  private func found(_ host: String, _ port: Int) -> EventLoopFuture<[NIOCore.SocketAddress]> {
    let (future, promise) = state.withLock {
      state -> (
        EventLoopFuture<[NIOCore.SocketAddress]>, EventLoopPromise<[NIOCore.SocketAddress]>?
      )
      in
      if let found = state.found { return (found, nil) }
      let promise = eventLoop.makePromise(of: [NIOCore.SocketAddress].self)
      state.found = promise.futureResult
      return (promise.futureResult, promise)
    }
    if let promise {
      DispatchQueue.global().async { [lookUp] in
        promise.completeWith(Result { try lookUp(host, port) })
      }
    }
    return future
  }
}
