/// How long so many pauses take that are made here, one after the other: a program's take about as long on
/// the same machine at the same time.
func ownPauses(_ count: Int, of interval: Duration) async throws -> Duration {
  let began = ContinuousClock.now
  for _ in 1...count { try await Task.sleep(for: interval) }
  return .now - began
}
