internal import Foundation
internal import Synchronization

/// How far a class is: who is judged at the moment, and about how long the rest will take.
final class ClassProgress: Sendable {
  private struct State {
    /// When each one began.
    var working: [String: ContinuousClock.Instant] = [:]
    var done = 0
    var judged: [Duration] = []
  }

  private let total: Int
  private let workers: Int
  private let state = Mutex(State())

  init(total: Int, workers: Int) {
    self.total = total
    self.workers = max(1, workers)
  }

  /// `name` is what people know the student by.
  func begin(_ name: String) { state.withLock { $0.working[name] = .now } }

  /// - Parameter isJudged: Whether that took a build and checks, or there was nothing to do.
  func end(_ name: String, isJudged: Bool) {
    state.withLock { state in
      let began = state.working.removeValue(forKey: name)
      state.done += 1
      if isJudged, let began { state.judged.append(.now - began) }
    }
  }

  /// `[12/40] ███░░░░░░░ anna, ben, about 8 min left`.
  var step: String {
    state.withLock { state in
      let share = total == 0 ? 10 : state.done * 10 / total
      let bar = String(repeating: "█", count: share) + String(repeating: "░", count: 10 - share)
      let names = state.working.keys.sorted().joined(separator: ", ")
      return "[\(state.done)/\(total)] \(bar) " + (names.isEmpty ? "" : "\(names), ") + left(state)
    }
  }

  private func left(_ state: State) -> String {
    guard !state.judged.isEmpty else { return "time left not known yet" }
    let mean = state.judged.reduce(.zero, +) / state.judged.count
    let rest = mean * (total - state.done) / min(workers, max(1, total))
    let seconds = Int(rest / .seconds(1))
    return seconds < 90 ? "about \(seconds) s left" : "about \((seconds + 30) / 60) min left"
  }
}
