internal import Synchronization

/// Numbers from 0, of which each is somebody's alone until it is given back.
final class FreeNumbers: Sendable {
  private let taken = Mutex<Set<Int>>([])

  func take() -> Int {
    taken.withLock { taken in
      var number = 0
      while taken.contains(number) { number += 1 }
      taken.insert(number)
      return number
    }
  }

  func giveBack(_ number: Int) { taken.withLock { _ = $0.remove(number) } }
}
