internal import GRPCCore
internal import NIOCore

/// What a ``Connector``'s lock guards.
struct ConnectorState {
  /// A call that waits for a connection.
  struct Waiter {
    let id: Int
    let waitsForReady: Bool
    /// The call's stream, if it has one already, of another connection.
    let stream: CallStream?
    /// Called once, outside of the event loops, with or without the lock.
    let resume: @Sendable (Result<Connector.Link, any Error>) -> Void

    func fail(_ error: any Error) {
      resume(.failure(error))
    }
  }

  private enum Phase {
    /// Not connected: the next call changes that.
    case idle
    case connecting
    case ready(Connector.Link)
    /// An attempt failed, and the next one has to wait.
    case waiting(RPCError)
  }

  typealias End = CheckedContinuation<Void, Never>

  private var phase = Phase.idle
  private var isRunning = false
  private var isShutDown = false
  private var waiters: [Waiter] = []
  private var gates: [ObjectIdentifier: ConnectionGate] = [:]
  /// The connection that has yet to hear from the server.
  private var newcomer: ConnectionGate?
  /// Those of the attempt to connect that is under way, and why the last one of them failed.
  private var addresses: Addresses?
  private var lastFailure: RPCError?
  private var failures = 0
  private var end: End?
  private var lastWaiter = 0

  // Those that return a Bool say whether to dial.

  mutating func run() -> Bool {
    isRunning = true
    return wish()
  }

  mutating func nextWaiter() -> Int {
    lastWaiter += 1
    return lastWaiter
  }

  mutating func add(_ waiter: Waiter) -> Bool {
    if isShutDown {
      waiter.fail(RPCError(code: .unavailable, message: "the client is shut down"))
      return false
    }
    switch phase {
    case .ready(let link):
      waiter.resume(.success(link))
      return false
    case .waiting(let error) where !waiter.waitsForReady:
      waiter.fail(error)
      return false
    case .idle, .connecting, .waiting:
      waiters.append(waiter)
      return wish()
    }
  }

  mutating func removeWaiter(_ id: Int) -> Waiter? {
    waiters.firstIndex { $0.id == id }.map { waiters.remove(at: $0) }
  }

  mutating func removeWaiter(of stream: CallStream) -> Waiter? {
    waiters.firstIndex { $0.stream === stream }.map { waiters.remove(at: $0) }
  }

  mutating func opened(_ gate: ConnectionGate) {
    gates[ObjectIdentifier(gate)] = gate
    newcomer = gate
  }

  /// Of a new attempt to connect, or of the one under way if one of its addresses has failed.
  mutating func addresses(otherwise new: Addresses?) -> Addresses? {
    if lastFailure == nil { addresses = new }
    return addresses
  }

  /// - Returns: Whether to dial, since the address may not be the only one.
  mutating func failed(at address: NIOCore.SocketAddress?, _ error: RPCError) -> Bool {
    guard let addresses, let address, !isShutDown else { return false }
    addresses.haveFailed(at: address)
    lastFailure = error
    return true
  }

  mutating func connected(_ link: Connector.Link) -> (waiters: [Waiter], isShutDown: Bool) {
    newcomer = nil
    failures = 0
    lastFailure = nil
    guard !isShutDown else { return ([], true) }
    phase = .ready(link)
    defer { waiters = [] }
    return (waiters, false)
  }

  mutating func isLeaving(_ gate: ConnectionGate) -> Bool {
    guard case .ready(let link) = phase, link.gate === gate else { return false }
    phase = .idle
    return !waiters.isEmpty && wish()
  }

  mutating func closed(_ gate: ConnectionGate) -> (wasConnecting: Bool, dial: Bool, end: End?) {
    gates[ObjectIdentifier(gate)] = nil
    if newcomer === gate {
      newcomer = nil
      return (true, false, takeEnd())
    }
    return (false, isLeaving(gate), takeEnd())
  }

  mutating func failed(
    _ error: RPCError
  ) -> (waiters: [Waiter], error: RPCError, failures: Int, end: End?) {
    failures += 1
    // With no address left, the reason is that of the last one.
    let error = lastFailure ?? error
    lastFailure = nil
    phase = .waiting(error)
    let failed = waiters.filter { !$0.waitsForReady }
    waiters.removeAll { !$0.waitsForReady }
    return (failed, error, failures, takeEnd())
  }

  mutating func waitIsOver() -> Bool {
    guard case .waiting = phase else { return false }
    phase = .idle
    return !waiters.isEmpty && wish()
  }

  mutating func shutDown() -> (gates: [ConnectionGate], waiters: [Waiter], end: End?) {
    isShutDown = true
    defer { waiters = [] }
    return (Array(gates.values), waiters, takeEnd())
  }

  /// - Returns: Whether the end has come already.
  mutating func waitForEnd(_ continuation: End) -> Bool {
    end = continuation
    return takeEnd() != nil
  }

  private mutating func wish() -> Bool {
    guard isRunning, !isShutDown, case .idle = phase else { return false }
    phase = .connecting
    return true
  }

  private mutating func takeEnd() -> End? {
    guard isShutDown, gates.isEmpty else { return nil }
    return end.take()
  }
}
