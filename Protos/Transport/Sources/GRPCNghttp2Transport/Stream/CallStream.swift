internal import GRPCCore
internal import HTTP2
internal import Synchronization

/// One call's stream, between the tasks that read and write it and its connection's event loop.
final class CallStream: Sendable {
  let inbound = InboundBuffer()
  let outbound = OutboundBuffer()
  private let home: Mutex<ConnectionGate>
  /// The octets that are consumed before their window is given back, while more messages are there.
  let creditQuantum: Int
  /// Whether the call waits while there is no connection.
  let waitsForReady: Bool

  private let number: Atomic<Int32>
  private let isScheduled = Atomic(false)
  private let cancellation = Mutex(Cancellation())

  private struct Cancellation {
    var isCancelled = false
    var handle: ServerContext.RPCCancellationHandle?
  }

  init(id: Int32 = 0, gate: ConnectionGate, window: Int, waitsForReady: Bool = false) {
    self.number = Atomic(id)
    self.home = Mutex(gate)
    self.waitsForReady = waitsForReady
    self.creditQuantum = max(1, window / 4)
  }

  /// The stream's id; 0 for a request that was not handed to the session yet.
  var id: Int32 {
    get { number.load(ordering: .relaxed) }
    set { number.store(newValue, ordering: .relaxed) }
  }

  /// The way to the event loop of the stream's connection.
  var gate: ConnectionGate {
    home.withLock { $0 }
  }

  /// Called on the event loop of another connection, which takes the stream over.
  func move(to gate: ConnectionGate) {
    id = 0
    home.withLock { $0 = gate }
    willFlush()
  }

  /// Has the event loop look at the stream soon.
  func schedule() {
    guard !isScheduled.exchange(true, ordering: .acquiringAndReleasing) else { return }
    gate.schedule(self)
  }

  /// Sends a message; returns once there is room for another one.
  ///
  /// - Throws: If the stream is over or fails meanwhile, or the task is cancelled.
  func write(_ message: Nghttp2TransportBytes) async throws {
    let (wake, isFull) = try outbound.write(message)
    if wake { schedule() }
    guard isFull else { return }
    gate.endDelay()
    try await outbound.waitForRoom()
  }

  /// Called before the event loop looks, so that whatever changes from then on schedules again.
  func willFlush() {
    isScheduled.store(false, ordering: .sequentiallyConsistent)
  }

  /// Resets the stream unless it is over.
  func reset(_ code: ErrorCode, _ error: any Error) {
    inbound.end(.failed(error))
    if outbound.reset(code, error) { schedule() }
  }

  /// Leaves a call: nothing more is read or written, and the server is told unless it knows.
  func leave() {
    inbound.abandon()
    if inbound.hasEnded, outbound.isComplete { return }
    reset(.cancel, RPCError(code: .cancelled, message: "the call was left"))
  }

  /// Both halves are over, if they were not before.
  ///
  /// - Returns: Whether all was sent before.
  @discardableResult
  func fail(_ error: any Error) -> Bool {
    inbound.end(.failed(error))
    let isComplete = outbound.fail(error)
    if !isComplete { cancel() }
    return isComplete
  }

  /// Tells a call's handler that nobody waits for it any more.
  func cancel() {
    let handle = cancellation.withLock { cancellation in
      cancellation.isCancelled = true
      return cancellation.handle
    }
    handle?.cancel()
  }

  /// The handle that tells the handler, at once if the call was cancelled already.
  func attach(_ handle: ServerContext.RPCCancellationHandle) {
    let isCancelled = cancellation.withLock { cancellation in
      cancellation.handle = handle
      return cancellation.isCancelled
    }
    if isCancelled { handle.cancel() }
  }
}
