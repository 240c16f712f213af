internal import Synchronization

/// What all parts of a run share.
final class Run: Sendable {
  let seed: UInt64
  let tally = Tally()
  let outages = Outages()
  let watch = Watch()
  private let isStopped = Atomic(false)

  init(seed: UInt64) {
    self.seed = seed
  }

  /// Has everything come to its end.
  func stop() {
    isStopped.store(true, ordering: .relaxed)
  }

  func goes(until end: ContinuousClock.Instant) -> Bool {
    .now < end && !isStopped.load(ordering: .relaxed) && !Task.isCancelled
  }

  func note(_ end: CallEnd) {
    if let cause = Diagnosis(outages: outages).cause(of: end) {
      tally.add(end, cause)
    } else {
      let error = end.error.map { "\($0)" } ?? ""
      tally.add(end, nil)
      tally.fail("\(end.route.rawValue): \(end.plan): after \(end.took): \(error)")
    }
  }
}
