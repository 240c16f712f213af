import HTTP2

extension RawConnection {
  /// Connects to a server, and exchanges SETTINGS.
  static func open(
    port: Int, settings: RawFrame = .settings
  ) async throws -> (RawConnection, FrameReader) {
    let peer = try await RawConnection.connect(port: port)
    var reader = FrameReader(peer)
    try await peer.send(RawFrame.preface + settings.octets)
    _ = try await reader.first { $0.type == .settings && $0.flags == 0 }
    _ = try await reader.first { $0 == .settingsAck }
    try await peer.send(.settingsAck)
    return (peer, reader)
  }

  /// Waits until the server has done all that it does about what was sent before.
  func settle(_ reader: inout FrameReader) async throws -> [RawFrame] {
    var seen: [RawFrame] = []
    // An answer may overtake other frames, but not those that were sent before the first answer.
    for number in UInt8(1)...2 {
      let ping = RawFrame.ping.with(\.payload, [UInt8](repeating: number, count: 8))
      try await send(ping)
      while let frame = try await reader.next(), frame != ping.with(\.flags, 1) {
        seen.append(frame)
      }
    }
    return seen
  }
}
