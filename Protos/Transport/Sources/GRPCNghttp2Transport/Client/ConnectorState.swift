internal import GRPCCore

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

  mutating func connected(_ link: Connector.Link) -> (waiters: [Waiter], isShutDown: Bool) {
    newcomer = nil
    failures = 0
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

  mutating func failed(_ error: RPCError) -> (waiters: [Waiter], failures: Int, end: End?) {
    failures += 1
    phase = .waiting(error)
    let failed = waiters.filter { !$0.waitsForReady }
    waiters.removeAll { !$0.waitsForReady }
    return (failed, failures, takeEnd())
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
