/// Sleeps for `interval`. An interval of zero lets other tasks have the thread, and waits for nothing
/// else: a loop that does not end must not keep it.
///
/// - Throws: A `CancellationError` as soon as the task is cancelled, or if it is already.
public func pause(for interval: Duration) async throws {
  if interval > .zero {
    try await Task.sleep(for: interval)
  } else {
    try Task.checkCancellation()
    await Task.yield()
  }
}
