internal import Referee

extension String {
  /// A tag that makes a package larger than what a transport holds back by itself.
  static var large: String {
    let tag = SeededRandom.current.tag() + " "
    return String(String(repeating: tag, count: 24_000 / tag.count + 1).prefix(24_000))
  }
}

extension PeerOptions {
  /// Lets the server send one package with a large tag, and no more until reading is resumed.
  static var oneLargePackage: PeerOptions {
    PeerOptions(initialWindowSize: 25_000, readsAutomatically: false)
  }
}
