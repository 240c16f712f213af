internal import GRPCCore
internal import HTTP2

/// What an ``OutboundBuffer``'s lock guards.
struct OutboundState {
  typealias Continuation = CheckedContinuation<Void, Never>

  /// How a stream's outbound half ends.
  enum End {
    case endStream
    case trailers([Header])
    /// Headers that are the whole response.
    case headersOnly([Header])
  }

  var headers: [Header]?
  var end: End?
  var reset: ErrorCode?
  var waiters: [(id: Int, continuation: Continuation)] = []
  /// Why nothing more can be written, though the end was not.
  private(set) var failure: (any Error)?
  /// Whether the end was handed to the session.
  private(set) var isComplete = false

  /// Whether what was handed to the session is kept, in case that another connection has to send it.
  private var isKept = false
  /// The headers that were handed to the session, as long as that is so.
  private var keptHeaders: [Header]?
  private var octets: [UInt8] = []
  /// Where the octets that are still held begin.
  private var start = 0
  /// The octets that the peer's window lets out beyond those that were moved, as far as they may be
  /// held.
  private var ahead = 0
  private var haveHeadersGone = false
  /// Whether the event loop found nothing, and needs to be told of more.
  private var isIdle = true
  private var lastWaiter = 0

  var held: Int { octets.count - start }

  /// Whether a writer need not wait any longer.
  var isReady: Bool { held < OutboundBuffer.limit + ahead || failure != nil }

  func checkOpen() throws {
    if let failure { throw failure }
    if end != nil { throw RPCError.streamEnded }
  }

  /// - Returns: Whether the event loop has to be told.
  mutating func wake() -> Bool {
    defer { isIdle = false }
    return isIdle
  }

  mutating func append(_ message: Nghttp2TransportBytes) {
    message.withUnsafeBytes { bytes in
      octets.append(0)
      withUnsafeBytes(of: UInt32(bytes.count).bigEndian) { octets.append(contentsOf: $0) }
      octets.append(contentsOf: bytes)
    }
  }

  mutating func mayEndSoon() -> Bool {
    guard headers != nil, end == nil, failure == nil, reset == nil else { return false }
    isIdle = true
    return true
  }

  mutating func nextAction() -> OutboundBuffer.Action {
    if let code = reset.take() { return .reset(code) }
    if failure != nil { return .none }
    if let headers = headers.take() {
      haveHeadersGone = true
      if isKept { keptHeaders = headers }
      return .headers(headers)
    }
    if haveHeadersGone { return .resume }
    switch end {
    case .trailers(let trailers):
      isComplete = true
      return .headersOnly(.response([:]) + trailers)
    case .headersOnly(let headers):
      isComplete = true
      return .headersOnly(headers)
    case .endStream, nil:
      return .none
    }
  }

  mutating func move(into buffer: UnsafeMutableRawBufferPointer, window: Int) -> Int {
    let count = min(held, buffer.count)
    ahead = min(max(0, window - count), OutboundBuffer.ahead)
    octets.withUnsafeBytes { bytes in
      let part = bytes[start..<(start + count)]
      buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: part))
    }
    start += count
    if start > OutboundBuffer.kept { isKept = false }
    if isKept {
      // Stays.
    } else if held == 0 {
      octets.removeAll(keepingCapacity: octets.capacity <= 8 * OutboundBuffer.limit)
      start = 0
    } else if start > octets.count / 2 {
      octets.removeFirst(start)
      start = 0
    }
    return count
  }

  mutating func afterMoving(_ count: Int) -> DataToSend {
    if held == 0, let end {
      isComplete = true
      switch end {
      case .endStream, .headersOnly: return .end(count)
      case .trailers(let trailers): return .trailers(count, trailers)
      }
    }
    if count > 0 { return .bytes(count) }
    isIdle = true
    return .deferred
  }

  /// Keeps what is handed to the session from now on.
  mutating func keep() {
    isKept = true
  }

  /// The peer has begun to answer: what was sent need not be sent again.
  mutating func commit() {
    guard isKept else { return }
    isKept = false
    keptHeaders = nil
    octets.removeFirst(start)
    start = 0
  }

  /// Goes back to the beginning, for another connection, once.
  ///
  /// - Returns: Whether all of it is there.
  mutating func rewind() -> Bool {
    guard isKept, failure == nil, reset == nil else { return false }
    isKept = false
    headers = headers ?? keptHeaders
    keptHeaders = nil
    start = 0
    ahead = 0
    haveHeadersGone = false
    isComplete = false
    isIdle = headers == nil
    return true
  }

  mutating func fail(_ error: any Error) -> [Continuation] {
    failure = error
    octets = []
    start = 0
    return takeWaiters()
  }

  mutating func nextWaiter() -> Int {
    lastWaiter += 1
    return lastWaiter
  }

  mutating func takeWaiters() -> [Continuation] {
    guard !waiters.isEmpty else { return [] }
    defer { waiters = [] }
    return waiters.map(\.continuation)
  }

  mutating func takeWaiter(_ id: Int) -> Continuation? {
    waiters.firstIndex { $0.id == id }.map { waiters.remove(at: $0).continuation }
  }
}
