internal import GRPCCore
internal import HTTP2
internal import Synchronization

/// What one side sends on a stream, on its way from the task that writes it to the event loop.
///
/// A call that changes it returns whether the event loop has to be told.
final class OutboundBuffer: Sendable {
  /// The octets beyond what the peer's window lets out that may be held before a writer is made to
  /// wait.
  static let limit = 16 * 1024

  /// The octets that the window lets out and that may be held as well, until the event loop gets
  /// round to them.
  static let ahead = 32 * 1024

  /// The octets that are kept until the peer answers, in case that another connection has to send them.
  static let kept = 64 * 1024

  /// What the event loop is to do.
  enum Action {
    case none
    /// Send headers, and then what ``read(into:)`` gives.
    case headers([Header])
    /// Send headers that end the stream.
    case headersOnly([Header])
    /// Ask ``read(into:)`` again.
    case resume
    case reset(ErrorCode)
  }

  private let state = Mutex(OutboundState())

  /// Whether the end was handed to the session.
  var isComplete: Bool {
    state.withLock { $0.isComplete }
  }

  /// Whether the end was written.
  var hasEnd: Bool {
    state.withLock { $0.end != nil }
  }

  /// Whether nothing more can be written, though the end was not.
  var hasFailed: Bool {
    state.withLock { $0.failure != nil }
  }

  // MARK: In the writer's task

  func write(headers: [Header]) throws -> Bool {
    guard headers.size <= [Header].maxSize else {
      throw RPCError(
        code: .resourceExhausted, message: "the metadata is over the limit of 60 KiB")
    }
    return try state.withLock { state in
      try state.checkOpen()
      state.headers = headers
      return state.wake()
    }
  }

  /// - Returns: Also whether the writer should wait before it writes more.
  func write(_ message: Nghttp2TransportBytes) throws -> (wake: Bool, isFull: Bool) {
    try state.withLock { state in
      try state.checkOpen()
      state.append(message)
      return (state.wake(), !state.isReady)
    }
  }

  /// Ends the outbound half, unless it is over; writes throw from now on.
  func end(_ end: OutboundState.End) -> Bool {
    state.withLock { state in
      guard state.failure == nil, state.end == nil else { return false }
      state.end = end
      return state.wake()
    }
  }

  /// Resets the stream, unless it is over; writes throw from now on.
  func reset(_ code: ErrorCode, _ error: any Error) -> Bool {
    let (wake, waiters) = state.withLock { state -> (Bool, [OutboundState.Continuation]) in
      guard state.failure == nil else { return (false, []) }
      state.reset = code
      return (true, state.fail(error))
    }
    for waiter in waiters { waiter.resume() }
    return wake
  }

  /// Returns once there is room.
  ///
  /// - Throws: If the stream fails meanwhile, or the task is cancelled.
  func waitForRoom() async throws {
    let id = state.withLock { $0.nextWaiter() }
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let isReady = state.withLock { state in
          if state.isReady || Task.isCancelled { return true }
          state.waiters.append((id, continuation))
          return false
        }
        if isReady { continuation.resume() }
      }
    } onCancel: {
      state.withLock { $0.takeWaiter(id) }?.resume()
    }
    if let failure = state.withLock({ $0.failure }) { throw failure }
    try Task.checkCancellation()
  }

  // MARK: On the event loop

  func nextAction() -> Action {
    state.withLock { $0.nextAction() }
  }

  /// Whether headers are to be sent and the end was not written: it may be about to be.
  ///
  /// If so, whatever is written next wakes the event loop.
  func mayEndSoon() -> Bool {
    state.withLock { $0.mayEndSoon() }
  }

  /// Keeps what is handed to the session, until ``commit()``.
  func keep() {
    state.withLock { $0.keep() }
  }

  /// The peer has begun to answer.
  func commit() {
    state.withLock { $0.commit() }
  }

  /// Has everything sent again, if it was kept.
  func rewind() -> Bool {
    state.withLock { $0.rewind() }
  }

  /// Moves octets into `buffer`.
  ///
  /// - Parameter window: The octets that the peer lets out, with those that are moved now.
  func read(into buffer: UnsafeMutableRawBufferPointer, window: Int) -> DataToSend {
    let (data, waiters) = state.withLock { state in
      let count = state.move(into: buffer, window: window)
      return (state.afterMoving(count), state.isReady ? state.takeWaiters() : [])
    }
    for waiter in waiters { waiter.resume() }
    return data
  }

  /// The stream is over: writes throw from now on.
  ///
  /// - Returns: Whether all was sent before.
  @discardableResult
  func fail(_ error: any Error) -> Bool {
    let (isComplete, waiters) = state.withLock { state in
      (state.isComplete, state.failure == nil ? state.fail(error) : [])
    }
    for waiter in waiters { waiter.resume() }
    return isComplete
  }
}
