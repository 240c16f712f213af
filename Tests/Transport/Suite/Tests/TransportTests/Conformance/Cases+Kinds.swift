import HTTP2

extension ConformanceCase {
  private typealias Flag = RawFrame.Flag

  /// Sections 6.1 to 6.4: DATA, HEADERS, PRIORITY and RST_STREAM.
  static func streamFrames(_ side: Side) -> [Self] {
    let flags = Flag.endHeaders | Flag.padded
    let padding = [UInt8](repeating: 0, count: 9)
    return [
      Self("6.1", "DATA on stream 0 is PROTOCOL_ERROR", [.data(0, [0])], .protocolError),
      Self(
        "6.1", "Padding is no part of DATA",
        [side.call[0], .padded(1, Array(Side.message.prefix(2)), padding: 9)]
          + [.padded(1, Array(Side.message.dropFirst(2)), padding: 255)]
          + side.rest.map { $0.type == .data ? $0.with(\.payload, []) : $0 }, .served),
      Self(
        "6.1", "DATA whose padding is as long as its payload is PROTOCOL_ERROR",
        [side.call[0], RawFrame(type: .data, flags: Flag.padded, stream: 1, payload: [2, 0])],
        .protocolError),
      Self(
        "6.1", "DATA without the length of its padding is PROTOCOL_ERROR",
        [side.call[0], RawFrame(type: .data, flags: Flag.padded, stream: 1)],
        .protocolError),

      Self(
        "6.2", "HEADERS on stream 0 is PROTOCOL_ERROR",
        [side.call[0].with(\.stream, 0)], .protocolError),
      Self(
        "6.2", "Padding is no part of HEADERS",
        [RawFrame(type: .headers, flags: flags, stream: 1, payload: [9] + side.block + padding)]
          + side.rest, .served),
      Self(
        "6.2", "HEADERS whose padding is longer than its payload is PROTOCOL_ERROR",
        [RawFrame(type: .headers, flags: flags, stream: 1, payload: [255] + side.block)],
        .protocolError),
      Self(
        "6.2", "HEADERS with a priority is taken",
        [
          RawFrame(
            type: .headers, flags: Flag.endHeaders | Flag.priority, stream: 1,
            payload: [0x80, 0, 0, 0, 255] + side.block)
        ] + side.rest, .served),
      Self(
        "6.2", "HEADERS too short for its priority is FRAME_SIZE_ERROR",
        [
          RawFrame(
            type: .headers, flags: Flag.endHeaders | Flag.priority, stream: 1,
            payload: [0, 0, 0, 0])
        ], .connection(.frameSizeError)),

      Self(
        "6.3", "PRIORITY on stream 0 is PROTOCOL_ERROR", [.priority(0)] + side.call,
        .protocolError),
      Self(
        "6.3", "PRIORITY of other than 5 octets is FRAME_SIZE_ERROR",
        side.opened + [RawFrame(type: .priority, stream: 1, payload: [0, 0, 0, 0])],
        .connection(.frameSizeError)),
      Self(
        "6.3", "PRIORITY is taken in any state of a stream",
        [.priority(side.idle), .priority(1, dependsOn: side.idle)] + side.call
          + [.priority(1, dependsOn: 1 << 31)], .served),

      Self("6.4", "RST_STREAM on stream 0 is PROTOCOL_ERROR", [.reset(0)], .protocolError),
      Self(
        "6.4", "RST_STREAM of other than 4 octets is FRAME_SIZE_ERROR",
        side.opened + [RawFrame(type: .rstStream, stream: 1, payload: [0, 0, 0])],
        .connection(.frameSizeError)),
    ]
  }

  /// Section 6.5: SETTINGS.
  static func settings(_ side: Side) -> [Self] {
    [
      Self(
        "6.5", "SETTINGS on a stream other than 0 is PROTOCOL_ERROR",
        side.opened + [RawFrame(type: .settings, stream: 1)], .protocolError),
      Self(
        "6.5", "SETTINGS with ACK and a payload is FRAME_SIZE_ERROR",
        [RawFrame(type: .settings, flags: Flag.ack, payload: [0, 1, 0, 0, 0, 0])],
        .connection(.frameSizeError)),
      Self(
        "6.5", "SETTINGS of a length that is no multiple of 6 is FRAME_SIZE_ERROR",
        [RawFrame(type: .settings, payload: [0, 3, 0])], .connection(.frameSizeError)),
      Self(
        "6.5.2", "SETTINGS_ENABLE_PUSH other than 0 and 1 is PROTOCOL_ERROR",
        [.settings((.enablePush, 2))], .protocolError),
      Self(
        "6.5.2", "SETTINGS_INITIAL_WINDOW_SIZE above 2^31-1 is FLOW_CONTROL_ERROR",
        [.settings((.initialWindowSize, 1 << 31))], .connection(.flowControlError)),
      Self(
        "6.5.2", "SETTINGS_MAX_FRAME_SIZE below 16,384 is PROTOCOL_ERROR",
        [.settings((.maxFrameSize, 16_383))], .protocolError),
      Self(
        "6.5.2", "SETTINGS_MAX_FRAME_SIZE above 2^24-1 is PROTOCOL_ERROR",
        [.settings((.maxFrameSize, 1 << 24))], .protocolError),
      Self(
        "6.5.2", "A parameter that nobody knows is ignored",
        [.settings((.unknown, .max))] + side.call, .served, answers: [.settingsAck]),
      Self(
        "6.5.2", "The least and the greatest values are taken",
        [
          .settings(
            (.headerTableSize, 0), (.maxConcurrentStreams, 0), (.initialWindowSize, 0x7fff_ffff),
            (.maxFrameSize, 16_384), (.maxHeaderListSize, .max)),
          .settings(
            (.headerTableSize, .max), (.maxConcurrentStreams, .max), (.initialWindowSize, 65_535),
            (.maxFrameSize, 0xff_ffff), (.maxHeaderListSize, .max)),
        ] + side.call, .served, answers: [.settingsAck]),
      Self(
        "6.5.3", "Of several values of a parameter the last one counts",
        [.settings((.initialWindowSize, 0), (.initialWindowSize, 65_535))] + side.call, .served,
        answers: [.settingsAck]),
    ]
  }

  /// Sections 6.7 to 6.9 and 7: PING, GOAWAY and WINDOW_UPDATE.
  static func controlFrames(_ side: Side) -> [Self] {
    let (first, second) = ([UInt8](1...8), [UInt8](9...16))
    return [
      Self(
        "6.7", "PING is answered with its own payload",
        [RawFrame(type: .ping, payload: first), RawFrame(type: .ping, payload: second)]
          + side.call, .served,
        answers: [first, second].map { RawFrame(type: .ping, flags: Flag.ack, payload: $0) }),
      Self(
        "6.7", "PING with ACK is not answered",
        [RawFrame(type: .ping, flags: Flag.ack, payload: first)] + side.call, .served),
      Self(
        "6.7", "PING on a stream other than 0 is PROTOCOL_ERROR",
        side.opened + [RawFrame.ping.with(\.stream, 1)], .protocolError),
      Self(
        "6.7", "PING of other than 8 octets is FRAME_SIZE_ERROR",
        [RawFrame.ping.with(\.payload, Array(first.dropLast()))], .connection(.frameSizeError)),

      Self(
        "6.8", "GOAWAY on a stream other than 0 is PROTOCOL_ERROR",
        side.opened + [RawFrame.goAway().with(\.stream, 1)], .protocolError),
      Self(
        "6.8", "GOAWAY of less than 8 octets is FRAME_SIZE_ERROR",
        [RawFrame.goAway().with(\.payload, [0, 0, 0, 0])], .connection(.frameSizeError)),

      Self(
        "6.9", "WINDOW_UPDATE by 0 on the connection is PROTOCOL_ERROR",
        [.windowUpdate(0, by: 0)], .protocolError),
      Self(
        "6.9", "WINDOW_UPDATE by 0 on a stream is a stream error PROTOCOL_ERROR",
        side.opened + [.windowUpdate(1, by: 0)], .stream(.protocolError)),
      Self(
        "6.9", "WINDOW_UPDATE of other than 4 octets is FRAME_SIZE_ERROR",
        [RawFrame(type: .windowUpdate, payload: [0, 0, 1])], .connection(.frameSizeError)),
      Self(
        "6.9", "The reserved bit of WINDOW_UPDATE is ignored",
        [.windowUpdate(0, by: 1 << 31 | 1)] + side.call, .served),
      Self(
        "6.9.1", "A connection's window above 2^31-1 is FLOW_CONTROL_ERROR",
        [.windowUpdate(0, by: 0x7fff_ffff), .windowUpdate(0, by: 0x7fff_ffff)],
        .connection(.flowControlError)),
      Self(
        "6.9.1", "A stream's window above 2^31-1 is a stream error FLOW_CONTROL_ERROR",
        side.opened + [.windowUpdate(1, by: 0x7fff_ffff)], .stream(.flowControlError)),
      Self(
        "6.9.2", "SETTINGS that make a stream's window overflow are FLOW_CONTROL_ERROR",
        side.opened + [
          .windowUpdate(1, by: 0x7fff_ffff - 65_535), .settings((.initialWindowSize, 65_700)),
        ],
        .connection(.flowControlError)),
    ]
  }
}
