import Grader
import Mutation

/// Tells how far a run is: each survivor as it comes, and a line every ten seconds.
struct Progress {
  let total: Int
  let console: Console
  private let start = ContinuousClock.now
  private var told = ContinuousClock.now
  private var done = 0
  private var counts: [MutantResult.Fate: Int] = [:]

  init(total: Int, console: Console) { (self.total, self.console) = (total, console) }

  mutating func tell(_ result: MutantResult, isListed: Bool) {
    done += 1
    counts[result.fate, default: 0] += 1
    if result.fate != .killed, !isListed { console.progress("  \(result.fate): \(result.id)") }
    let now = ContinuousClock.now
    if now - told < .seconds(10) && done < total { return }
    told = now
    let seconds = (now - start) / .seconds(1) / Double(done) * Double(total - done)
    console.progress(
      "[\(done)/\(total)] \(counts[.killed] ?? 0) killed, "
        + "\((counts[.survived] ?? 0) + (counts[.unreached] ?? 0)) survived, "
        + "about \(Int(seconds / 60) + 1) min left")
  }
}
