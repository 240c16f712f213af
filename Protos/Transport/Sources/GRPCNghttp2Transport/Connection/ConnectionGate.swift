internal import NIOCore
internal import Synchronization

/// The way from any task to a connection's event loop.
final class ConnectionGate: Sendable {
  let eventLoop: any EventLoop

  private struct State {
    var connection: NIOLoopBound<Connection>?
    /// Streams that the event loop is to look at.
    var scheduled: [CallStream] = []
    /// Whether the event loop knows of them.
    var isWoken = false
    /// Whether it does not look before a moment has passed.
    var isDelayed = false
  }

  private let state = Mutex(State())

  init(eventLoop: any EventLoop) {
    self.eventLoop = eventLoop
  }

  /// Called on the event loop.
  func attach(_ connection: Connection) {
    let connection = NIOLoopBound(connection, eventLoop: eventLoop)
    state.withLock { $0.connection = connection }
  }

  /// Called on the event loop, when the connection is closed.
  func detach() {
    state.withLock { $0 = State() }
  }

  /// Has the event loop look at a stream soon; many such wishes become one.
  func schedule(_ stream: CallStream) {
    let wake = state.withLock { state in
      guard state.connection != nil else { return false }
      state.scheduled.append(stream)
      defer { state.isWoken = true }
      return !state.isWoken
    }
    guard wake else { return }
    eventLoop.execute { self.connection?.flushScheduled() }
  }

  /// Called on the event loop: has it look at the streams in a moment.
  func delayFlush(by delay: TimeAmount) {
    state.withLock { $0.isDelayed = true }
    eventLoop.scheduleTask(in: delay) { self.endDelay() }
  }

  /// Has the event loop look now, if it was going to in a moment.
  func endDelay() {
    let wasDelayed = state.withLock { state in
      defer { state.isDelayed = false }
      return state.isDelayed
    }
    if wasDelayed { eventLoop.execute { self.connection?.flushNow() } }
  }

  /// Called on the event loop.
  func takeScheduled() -> [CallStream] {
    state.withLock { state in
      defer { state.scheduled = [] }
      state.isWoken = false
      return state.scheduled
    }
  }

  /// Runs `body` on the event loop, unless the connection is closed by then.
  func perform(_ body: @escaping @Sendable (Connection) -> Void) {
    eventLoop.execute {
      if let connection = self.connection { body(connection) }
    }
  }

  /// To be called on the event loop.
  var connection: Connection? {
    state.withLock { $0.connection }?.value
  }
}
