internal import HTTP2

extension PeerHandler: SessionDelegate {
  func received(headers: [Header], kind: HeaderKind, on id: Int32, endStream: Bool) {
    if kind == .request { return arrived(headers, on: id) }
    guard let stream = streams[id], kind != .informational else { return }
    if kind == .trailers || endStream {
      stream.hasEnded = true
      stream.call.events.post(.trailers(headers, at: arrival))
    } else {
      stream.call.events.post(.headers(headers, at: arrival))
    }
  }

  private func arrived(_ headers: [Header], on id: Int32) {
    guard let peer else { return }
    let call = StreamHandle(id: id, peer: peer, transcript: transcript)
    let isTaken =
      streams.count < options.limits.streams
      && onCall?(ServedCall(stream: call, headers: headers, arrivedAt: arrival)) == true
    guard isTaken else { return refuse(id) }
    streams[id] = PeerStream(
      call: call, path: headers.first(":path") ?? "", role: role,
      isReading: options.readsAutomatically)
  }

  private func refuse(_ id: Int32) {
    if !hasRefused { transcript.note("too many calls: what is more is refused") }
    hasRefused = true
    session?.reset(id, .refusedStream)
  }

  func received(data: UnsafeRawBufferPointer, on id: Int32) {
    guard let stream = streams[id], !stream.isOverlong else { return }
    do {
      try stream.receive(data)
    } catch {
      transcript.note("a message of \(error.length) octets on stream \(id): too long, and reset")
      stream.isOverlong = true
      session?.reset(id, .enhanceYourCalm)
      return
    }
    if stream.isReading && !stream.call.isFull {
      session?.consume(data.count, on: id)
    } else {
      stream.withheld += data.count
    }
  }

  func receivedEndStream(on id: Int32) {
    guard let stream = streams[id], !stream.hasEnded else { return }
    stream.hasEnded = true
    stream.call.events.post(.halfClosed(at: arrival))
  }

  func closed(stream id: Int32, _ code: ErrorCode) {
    guard let stream = streams.removeValue(forKey: id) else { return }
    if !stream.hasEnded || (role == .server && code != .noError) {
      stream.call.events.post(.reset(code, at: arrival))
    }
    over(stream)
  }

  func dataToSend(on id: Int32, into buffer: UnsafeMutableRawBufferPointer) -> DataToSend {
    guard let stream = streams[id] else { return .failed }
    let count = stream.fill(buffer)
    if !stream.isDrained { return .bytes(count) }
    switch stream.ending {
    case .endStream: return .end(count)
    case .trailers(let trailers): return .trailers(count, trailers)
    case nil: return count == 0 ? .deferred : .bytes(count)
    }
  }

  func receivedPingAck(_ payload: UInt64) {
    pings.removeValue(forKey: payload)?(true)
  }

  func received(_ frame: Frame) {
    // The messages are posted after the frame is recorded, so that whoever judges them finds them
    // in the transcript.
    let messages = streams[frame.stream]?.receivedNow ?? []
    record(frame, .received, at: arrival)
    guard case .data = frame.payload, let stream = streams[frame.stream] else { return }
    for message in messages { stream.call.post(message, at: arrival) }
  }

  func sent(_ frame: Frame) {
    record(frame, .sent, at: transcript.now)
  }

  private func record(_ frame: Frame, _ direction: TranscriptLine.Direction, at time: Duration) {
    let contents: [Record.Content]
    if case .data(let length, _) = frame.payload {
      if length == 0 && !frame.endStream { return }
      let text = Record.Content.text("\(length) octets")
      contents = streams[frame.stream]?.takeLines(direction, length: length) ?? [text]
    } else {
      contents = [.text(FrameText.describe(frame))]
    }
    for (index, content) in contents.enumerated() {
      transcript.record(
        Record(
          time: time, direction: direction, connection: connection, stream: frame.stream,
          kind: frame.type.description, content: content,
          endStream: frame.endStream && index == contents.count - 1))
    }
    if case .headers(let headers) = frame.payload, let status = GRPCStatus(trailers: headers) {
      transcript.record(
        Transcript.Status(
          connection: connection, stream: frame.stream, status: status,
          isReceived: direction == .received))
    }
  }
}
