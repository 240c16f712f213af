internal import Synchronization

/// When the server was away.
final class Outages: Sendable {
  enum Kind { case graceful, killed }

  private struct Outage {
    let kind: Kind
    let began: ContinuousClock.Instant
    var end: ContinuousClock.Instant?
  }

  private let outages = Mutex<[Outage]>([])

  /// Clients may wait for so long before they connect again, and then some for a slow machine.
  private static let aftermath = Duration.seconds(2)

  func begin(_ kind: Kind) {
    outages.withLock { $0.append(Outage(kind: kind, began: .now)) }
  }

  func end() {
    outages.withLock { outages in
      if let last = outages.indices.last { outages[last].end = .now + Self.aftermath }
    }
  }

  /// The outage, if there was any, within a time.
  func kind(from began: ContinuousClock.Instant, to end: ContinuousClock.Instant) -> Kind? {
    outages.withLock { outages in
      outages.last { $0.began <= end && $0.end.map { began <= $0 } ?? true }?.kind
    }
  }
}
