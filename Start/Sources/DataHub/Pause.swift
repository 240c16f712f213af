/// Sleeps for `interval`; an interval of zero costs nothing.
///
/// - Throws: A `CancellationError` as soon as the task is cancelled, or if it is already.
public func pause(for interval: Duration) async throws {
  if interval > .zero {
    try await Task.sleep(for: interval)
  } else {
    try Task.checkCancellation()
  }
}
