internal import Referee

extension ServerOnStage {
  /// Waits for the log line `stream closed` of a stream.
  ///
  /// - Parameters:
  ///   - time: When the stream ended, since the start of the transcript. The line must not have
  ///     come before.
  ///   - event: What ended it: "the deadline".
  /// - Returns: When the line came; nil if it did not within the cap.
  func streamClosed(
    _ subscriber: Subscriber, after time: Duration, _ event: String,
    within cap: Duration = Patience.cap
  ) async throws -> Duration? {
    let words = "a line \"stream closed\" on stderr, with the tracking GUID, after \(event)"
    let isLine = { (line: Line) in
      line.text.contains("stream closed") && line.text.lowercased().contains(subscriber.guid)
    }
    let deadline = ContinuousClock.now + cap
    var last = program.allLines(.stderr).first(where: isLine)
    var other: Line?
    while last == nil {
      let left = max(deadline - .now, .zero)
      guard let line = await program.line(.stderr, containing: "stream closed", within: left)
      else { break }
      if isLine(line) { last = line } else { other = line }
    }
    if let other, last == nil {
      throw CheckFailure(
        expected: words, received: quoted(other.text),
        try: "Pass it as metadata: [\"tracking_guid\": \"\\(request.trackingGuid)\"]."
      ).about(subscriber.call)
    }
    if let last, last.time < time {
      throw CheckFailure(
        expected: words, received: "the line \(readable(time - last.time)) before",
        try: "Log when the method ends, on every way out: that is what `defer` is for."
      ).about(subscriber.call)
    }
    return last?.time
  }
}
