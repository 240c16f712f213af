internal import Synchronization

/// A number of places that checks take for as long as they run, served in order of rank.
public final class Slots: Sendable {
  private struct State {
    var free: Int
    var waiters: [(rank: Int, count: Int, continuation: CheckedContinuation<Void, Never>)] = []
  }

  private let total: Int
  private let state: Mutex<State>

  public init(_ total: Int) {
    self.total = total
    state = Mutex(State(free: total))
  }

  /// How many places a check takes.
  public func places(for company: Check.Company) -> Int {
    switch company {
    case .idle: 0
    case .crowd: 1
    case .few: max(1, total / 3)
    case .alone: total
    }
  }

  public func take(_ count: Int, rank: Int) async {
    if count == 0 { return }
    await withCheckedContinuation { continuation in
      let isFree = state.withLock { state in
        if state.waiters.isEmpty, state.free >= count {
          state.free -= count
          return true
        }
        let place = state.waiters.firstIndex { $0.rank > rank } ?? state.waiters.endIndex
        state.waiters.insert((rank, count, continuation), at: place)
        return false
      }
      if isFree { continuation.resume() }
    }
  }

  public func giveBack(_ count: Int) {
    let next = state.withLock { state in
      state.free += count
      var next: [CheckedContinuation<Void, Never>] = []
      while let first = state.waiters.first, first.count <= state.free {
        state.free -= first.count
        next.append(first.continuation)
        state.waiters.removeFirst()
      }
      return next
    }
    for continuation in next { continuation.resume() }
  }
}
