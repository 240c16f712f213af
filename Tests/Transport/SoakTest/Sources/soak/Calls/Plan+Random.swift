extension Plan {
  /// A call at random.
  ///
  /// - Parameter isDisturbed: Whether its connection may stall, so that only a deadline ends it.
  init(using random: inout Seeded, isDisturbed: Bool) {
    kind = Kind.allCases.randomElement(using: &random) ?? .unary
    seed = random.next()
    size = random.size(upTo: 200)
    switch kind {
    case .unary:
      size = random.size(upTo: 1024 * 1024)
    case .upload, .exchange:
      isSlow = kind == .exchange && random.chance(0.3)
      count = random.size(upTo: isSlow ? 100 : 5000)
      if random.chance(0.1) {
        count = min(count, 10)
        size = random.size(upTo: 1024 * 1024)
      }
    case .subscription:
      count = Int.random(in: 1...50, using: &random)
      isSlow = random.chance(0.2)
    }
    if count > 0, random.chance(0.1) {
      bad = kind == .subscription ? 1 : Int.random(in: 1...count, using: &random)
    } else if count > 0, kind != .subscription, random.chance(0.01) {
      isOverLimit = true
    }
    if random.chance(0.15) {
      timeout = random.milliseconds(1...500)
    } else if isDisturbed {
      timeout = .seconds(8)
    }
    if random.chance(0.15) { cancelAfter = random.milliseconds(0...300) }
    waitsForReady = random.chance(0.25)
  }
}

extension Plan: CustomStringConvertible {
  var description: String {
    var text = "\(kind.rawValue) of \(count) × \(size) octets"
    if let bad { text += ", package \(bad) bad" }
    if isOverLimit { text += ", the last over the limit" }
    if isSlow { text += ", slow" }
    if let timeout { text += ", timeout \(timeout)" }
    if let cancelAfter { text += ", cancelled after \(cancelAfter)" }
    if waitsForReady { text += ", waits for ready" }
    return text
  }
}
