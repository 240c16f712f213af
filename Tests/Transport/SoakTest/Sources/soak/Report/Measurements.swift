internal import Foundation
internal import Synchronization

/// What the server and this program hold at marked moments, and at most.
final class Measurements: Sendable {
  struct Pair: Sendable {
    var server: Usage
    var own: Usage

    init?(server processID: Int32) {
      guard let server = Usage(of: processID),
        let own = Usage(of: ProcessInfo.processInfo.processIdentifier)
      else { return nil }
      self.server = server
      self.own = own
    }
  }

  private let marks = Mutex<[(name: String, pair: Pair)]>([])
  private let highest = Mutex<Pair?>(nil)

  /// Remembers what is held now, if the system tells.
  @discardableResult
  func mark(_ name: String, server processID: Int32) -> Pair? {
    guard let pair = Pair(server: processID) else { return nil }
    marks.withLock { $0.append((name, pair)) }
    return pair
  }

  func sample(server processID: Int32) {
    guard let pair = Pair(server: processID) else { return }
    highest.withLock { highest in
      guard highest != nil else { return highest = pair }
      highest?.server.raise(to: pair.server)
      highest?.own.raise(to: pair.own)
    }
  }

  var all: [(name: String, pair: Pair)] {
    let peak = highest.withLock { $0 }.map { [("peak", $0)] } ?? []
    return marks.withLock { $0 } + peak
  }
}
