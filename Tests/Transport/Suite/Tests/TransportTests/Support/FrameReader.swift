/// Reads a connection's frames one after another, however they are cut.
struct FrameReader {
  let connection: RawConnection
  private var octets: [UInt8] = []
  private var frames: [RawFrame] = []

  init(_ connection: RawConnection) {
    self.connection = connection
  }

  /// The next frame; nil once the peer has closed the connection.
  mutating func next() async throws -> RawFrame? {
    while frames.isEmpty {
      guard let more = try await connection.received.next() else { return nil }
      octets += more
      frames += RawConnection.frames(&octets)
    }
    return frames.removeFirst()
  }

  /// Reads up to the first frame for which `isWanted` holds; nil if the peer closes before.
  mutating func first(where isWanted: (RawFrame) -> Bool) async throws -> RawFrame? {
    while let frame = try await next() {
      if isWanted(frame) { return frame }
    }
    return nil
  }
}
