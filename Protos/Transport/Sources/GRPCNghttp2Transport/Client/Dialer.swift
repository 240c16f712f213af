internal import GRPCCore
internal import NIOCore
internal import NIOPosix

/// Makes a client's connections.
struct Dialer: Sendable {
  let target: Target
  let options: ConnectionOptions
  let group: any EventLoopGroup
  let eventLoop: any EventLoop
  var lookUp: Addresses.LookUp = systemLookUp

  /// The addresses of the target's name, for an attempt to connect; nil if it has none but its own.
  func addresses() -> Addresses? {
    guard case .name = target.kind else { return nil }
    return Addresses(eventLoop: eventLoop, lookUp: lookUp)
  }

  /// Connects; once the socket is open, the connection tells `connector` how it goes.
  ///
  /// - Parameters:
  ///   - addresses: Those of a target that is a name.
  ///   - failed: Called if the socket could not be opened.
  ///   - opened: Called on the event loop when it is, before anything is read.
  func dial(
    for connector: Connector, _ addresses: Addresses?,
    failed: @escaping @Sendable (RPCError) -> Void,
    opened: @escaping @Sendable (ConnectionGate) -> Void
  ) {
    connect(for: connector, addresses, opened: opened).whenFailure { error in
      failed(self.error(systemReason(for: error)))
    }
  }

  /// UNAVAILABLE, for this target.
  func error(_ reason: String) -> RPCError {
    RPCError(code: .unavailable, message: "cannot connect to \(target.description): \(reason)")
  }

  private func connect(
    for connector: Connector, _ addresses: Addresses?,
    opened: @escaping @Sendable (ConnectionGate) -> Void
  ) -> EventLoopFuture<any Channel> {
    let bootstrap = ClientBootstrap(group: group)
      .connectTimeout(TimeAmount(options.handshakeTimeout))
      .channelInitializer { [options] channel in
        channel.eventLoop.makeCompletedFuture {
          let connection = Connection(
            client: ClientSide(connector, onStart: opened), options, eventLoop: channel.eventLoop)
          try channel.pipeline.syncOperations.addHandler(connection)
        }
      }
    switch target.kind {
    case .address(.unixDomainSocket(let socket)):
      return bootstrap.connect(unixDomainSocketPath: socket.path)
    case .address(let address):
      do {
        return try bootstrap.connect(to: address.nio)
      } catch {
        return eventLoop.makeFailedFuture(error)
      }
    case .name(let host, let port):
      return bootstrap.resolver(addresses).connect(host: host, port: port)
    }
  }
}
