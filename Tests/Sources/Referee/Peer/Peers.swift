internal import Synchronization

/// The open connections of a referee that listens: at most a number of them at a time.
final class Peers: Sendable {
  private struct State {
    var open: [ObjectIdentifier: Peer] = [:]
    var admitted = 0
    var total = 0
    var hasRefused = false
  }

  private let state = Mutex(State())
  private let limit: Int
  private let transcript: Transcript

  init(limit: Int, transcript: Transcript) {
    self.limit = limit
    self.transcript = transcript
  }

  /// Takes a place for a connection. If there is none, the transcript says so, once.
  ///
  /// - Throws: ``RefereeError/tooManyConnections``.
  func admit() throws(RefereeError) {
    let (isAdmitted, isNews) = state.withLock { state in
      if state.admitted < limit {
        state.admitted += 1
        state.total += 1
        return (true, false)
      }
      defer { state.hasRefused = true }
      return (false, !state.hasRefused)
    }
    if isNews { transcript.note("more than \(limit) connections: what is more is closed") }
    if !isAdmitted { throw .tooManyConnections }
  }

  /// Keeps a connection that was admitted.
  func add(_ peer: Peer) {
    state.withLock { $0.open[ObjectIdentifier(peer)] = peer }
  }

  /// Gives the place back. `peer` is nil for a connection that was admitted and came to nothing.
  func remove(_ peer: Peer?) {
    state.withLock { state in
      state.admitted -= 1
      if let peer { state.open[ObjectIdentifier(peer)] = nil }
    }
  }

  /// How many connections were admitted until now, whether they are open or not.
  var total: Int { state.withLock(\.total) }

  var all: [Peer] { state.withLock { Array($0.open.values) } }
}
