internal import Synchronization

/// The connections of a referee that listens.
final class Peers: Sendable {
  private let peers = Mutex<[Peer]>([])

  func add(_ peer: Peer) {
    peers.withLock { $0.append(peer) }
  }

  var all: [Peer] { peers.withLock { $0 } }
}
