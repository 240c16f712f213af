internal import GRPCCore

/// What a call's reader is given: parts of a request or of a response.
protocol InboundPart: Sendable {
  static func metadata(_ metadata: Metadata) -> Self
  static func message(_ bytes: Nghttp2TransportBytes) -> Self
  /// Nil if a status is no part.
  static func end(_ status: Status, _ metadata: Metadata) -> Self?
}

extension RPCRequestPart<Nghttp2TransportBytes>: InboundPart {
  static func end(_ status: Status, _ metadata: Metadata) -> Self? { nil }
}

extension RPCResponsePart<Nghttp2TransportBytes>: InboundPart {
  static func end(_ status: Status, _ metadata: Metadata) -> Self? { .status(status, metadata) }
}

/// The parts that arrive on a stream, for one reader.
struct InboundParts<Part: InboundPart>: AsyncSequence, Sendable {
  let stream: CallStream
  /// The octets that a message may have.
  let messageLimit: Int

  func makeAsyncIterator() -> Iterator {
    Iterator(stream: stream, reader: MessageReader(limit: messageLimit))
  }

  struct Iterator: AsyncIteratorProtocol {
    let stream: CallStream
    private var reader: MessageReader
    private var credited = 0
    private var isOver = false

    init(stream: CallStream, reader: MessageReader) {
      self.stream = stream
      self.reader = reader
    }

    mutating func next() async throws -> Part? {
      try await next(isolation: nil)
    }

    mutating func next(isolation: isolated (any Actor)?) async throws(any Error) -> Part? {
      while !isOver {
        if let message = try takeMessage() { return message }
        // A fast peer may never leave the reader without octets to wait for.
        if Task.isCancelled { try fail(CancellationError()) }
        let stream = stream
        credited = reader.consumed
        if stream.inbound.credit(upTo: credited) { stream.schedule() }
        let next = await stream.inbound.next(into: &reader, isolation: isolation) {
          stream.schedule()
        }
        switch next {
        case .metadata(let metadata): return .metadata(metadata)
        case .octets: continue
        case .none: if Task.isCancelled { try fail(CancellationError()) }
        case .end(let end): return try finish(end)
        }
      }
      return nil
    }

    private mutating func takeMessage() throws -> Part? {
      do {
        guard let message = try reader.next() else { return nil }
        if reader.consumed - credited >= stream.creditQuantum {
          credited = reader.consumed
          if stream.inbound.credit(upTo: credited) { stream.schedule() }
        }
        return .message(Nghttp2TransportBytes(slice: message))
      } catch {
        try fail(error)
      }
    }

    private mutating func finish(_ end: InboundBuffer.End) throws -> Part? {
      switch end {
      case .failed(let error):
        try fail(error)
      case .finished, .status:
        isOver = true
        if case .status(let status, let metadata) = end, reader.isEmpty || status.code != .ok {
          return .end(status, metadata)
        }
        if !reader.isEmpty {
          try fail(RPCError(code: .internalError, message: "the stream ended within a message"))
        }
        return nil
      }
    }

    private mutating func fail(_ error: any Error) throws -> Never {
      isOver = true
      stream.inbound.abandon()
      throw error
    }
  }
}
