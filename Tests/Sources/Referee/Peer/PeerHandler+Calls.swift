internal import HTTP2
internal import NIOCore

extension PeerHandler {
  func open(_ headers: [Header], path: String) throws -> (StreamHandle, Duration) {
    let now = transcript.now
    guard let session, let peer else {
      return (StreamHandle.over(.connectionClosed(at: now), transcript), now)
    }
    guard session.acceptsRequests else {
      return (StreamHandle.over(.reset(.refusedStream, at: now), transcript), now)
    }
    let id = try session.request(headers, hasBody: true)
    let call = StreamHandle(id: id, peer: peer, transcript: transcript)
    streams[id] = PeerStream(
      call: call, path: path, role: role, isReading: options.readsAutomatically)
    return (call, now)
  }

  func respond(_ metadata: [Header], on id: Int32) throws {
    guard let session, let stream = streams[id], !stream.hasResponded else { return }
    stream.hasResponded = true
    try session.respond(Self.responseHeaders + metadata, on: id, hasBody: true)
  }

  func send(_ bytes: [UInt8], endStream: Bool, on id: Int32) throws {
    guard let session, let stream = streams[id], stream.ending == nil else { return }
    if role == .server { try respond([], on: id) }
    stream.toSend.writeBytes(bytes)
    if endStream { stream.ending = .endStream }
    session.resumeData(on: id)
  }

  func finish(_ trailers: [Header], on id: Int32) throws {
    guard let session, let stream = streams[id], stream.ending == nil else { return }
    stream.ending = .trailers(trailers)
    if stream.hasResponded {
      session.resumeData(on: id)
    } else {
      stream.hasResponded = true
      try session.respond(Self.responseHeaders + trailers, on: id, hasBody: false)
    }
  }

  func reset(_ id: Int32, _ code: ErrorCode) {
    guard let session, let stream = streams[id] else { return }
    stream.call.events.finish()
    session.reset(id, code)
  }

  func setReading(_ isReading: Bool, on id: Int32) {
    streams[id]?.isReading = isReading
    giveBack(on: id)
  }

  /// Gives back the window that was withheld, if there is no reason left.
  func giveBack(on id: Int32) {
    guard let session, let stream = streams[id] else { return }
    if stream.isReading, !stream.call.isFull, stream.withheld > 0 {
      session.consume(stream.withheld, on: id)
      stream.withheld = 0
    }
  }

  func unsentOctets(on id: Int32) -> Int {
    streams[id]?.toSend.readableBytes ?? 0
  }

  func whenDrained(_ id: Int32, _ body: @escaping @Sendable (Bool) -> Void) {
    guard let stream = streams[id] else { return body(false) }
    stream.drainWaiters.append(body)
  }

  func ping(_ answer: @escaping @Sendable (Bool) -> Void) throws {
    guard let session else { return answer(false) }
    try session.ping(nextPing)
    pings[nextPing] = answer
    nextPing += 1
  }

  func goAway() {
    try? session?.terminate(.noError)
  }

  private static let responseHeaders = [
    Header(":status", "200"), Header("content-type", "application/grpc"),
  ]
}
