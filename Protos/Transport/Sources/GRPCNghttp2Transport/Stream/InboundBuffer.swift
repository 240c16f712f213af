internal import GRPCCore
internal import Synchronization

/// What a peer has sent on one stream, on its way from the event loop to the task that reads it.
///
/// It holds no more than the stream's window: octets are credited, so that the peer may send as many
/// again, only when the reader has consumed them, or when it waits for the rest of a message and
/// nothing but credit can bring that.
final class InboundBuffer: Sendable {
  /// How a stream's inbound half ends.
  enum End {
    case finished
    case status(Status, Metadata)
    case failed(any Error)
  }

  /// What there is for the reader.
  enum Next {
    case metadata(Metadata)
    case octets
    case end(End)
    /// Nothing came, and the reader was woken to look at its task.
    case none
  }

  private struct State {
    var metadata: Metadata?
    var octets: [UInt8] = []
    var end: End?
    /// Octets that the peer has sent.
    var received = 0
    /// Octets whose window was given back, or is about to be.
    var credited = 0
    /// Octets whose window the event loop has yet to give back.
    var owed = 0
    var waiter: Waiter?
    /// Whether nobody will read any more.
    var isAbandoned = false

    mutating func credit(upTo count: Int) -> Bool {
      guard count > credited else { return false }
      owed += count - credited
      credited = count
      return true
    }
  }

  private struct Waiter {
    let continuation: CheckedContinuation<Void, Never>
    /// The octets without which the reader can do nothing.
    let missing: Int
  }

  private let state = Mutex(State())

  // MARK: On the event loop

  func receive(_ metadata: Metadata) {
    let waiter = state.withLock { state in
      state.metadata = metadata
      return state.waiter.take()
    }
    waiter?.continuation.resume()
  }

  /// - Returns: Octets to give back to the peer at once.
  func receive(_ bytes: UnsafeRawBufferPointer) -> Int {
    let (waiter, credit) = state.withLock { state -> (Waiter?, Int) in
      state.received += bytes.count
      if state.isAbandoned || state.end != nil { return (nil, 0) }
      state.octets.append(contentsOf: bytes)
      guard let waiter = state.waiter else { return (nil, 0) }
      if state.octets.count >= waiter.missing {
        state.waiter = nil
        return (waiter, 0)
      }
      _ = state.credit(upTo: state.received)
      return (nil, exchange(&state.owed, with: 0))
    }
    waiter?.continuation.resume()
    return credit
  }

  /// Ends the inbound half, unless it has ended. What has arrived can still be read.
  func end(_ end: End) {
    let waiter = state.withLock { state -> Waiter? in
      guard state.end == nil else { return nil }
      state.end = end
      return state.waiter.take()
    }
    waiter?.continuation.resume()
  }

  /// The octets to give back since the last time.
  func takeOwed() -> Int {
    state.withLock { exchange(&$0.owed, with: 0) }
  }

  /// Whether the peer has ended its half.
  var hasEnded: Bool {
    state.withLock { $0.end != nil }
  }

  // MARK: In the reader's task

  /// Says that messages were consumed.
  ///
  /// - Returns: Whether the event loop now owes the peer.
  func credit(upTo consumed: Int) -> Bool {
    state.withLock { $0.credit(upTo: consumed) }
  }

  /// Moves what has arrived into `reader`, or waits for it.
  ///
  /// - Parameter onOwed: Called when the event loop owes the peer, before the wait.
  func next(
    into reader: inout MessageReader, isolation: isolated (any Actor)?,
    onOwed: () -> Void
  ) async -> Next {
    if let next = poll(&reader) { return next }
    await withTaskCancellationHandler {
      await withCheckedContinuation(isolation: isolation) { continuation in
        let (isReady, owes) = wait(Waiter(continuation: continuation, missing: reader.missing))
        if owes { onOwed() }
        if isReady { continuation.resume() }
      }
    } onCancel: {
      state.withLock { $0.waiter.take() }?.continuation.resume()
    }
    return poll(&reader) ?? .none
  }

  /// Says that nothing more will be read.
  func abandon() {
    state.withLock { state in
      state.isAbandoned = true
      state.octets = []
    }
  }

  private func poll(_ reader: inout MessageReader) -> Next? {
    state.withLock { state in
      if let metadata = state.metadata.take() { return .metadata(metadata) }
      if !state.octets.isEmpty {
        reader.append(&state.octets)
        return .octets
      }
      return state.end.map { .end($0) }
    }
  }

  /// - Returns: Whether there is something after all, so that the waiter was not kept, and whether
  ///   the event loop owes the peer.
  private func wait(_ waiter: Waiter) -> (isReady: Bool, owes: Bool) {
    state.withLock { state in
      if state.metadata != nil || state.end != nil || state.octets.count >= waiter.missing
        || Task.isCancelled
      {
        return (true, false)
      }
      state.waiter = waiter
      return (false, state.credit(upTo: state.received))
    }
  }
}

/// Puts `new` into `value`, and returns what was there.
private func exchange<Value>(_ value: inout Value, with new: Value) -> Value {
  defer { value = new }
  return value
}
