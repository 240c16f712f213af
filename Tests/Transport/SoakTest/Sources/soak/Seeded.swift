/// Random choices that a seed repeats (SplitMix64).
struct Seeded: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// - Parameter stream: Tells generators of one seed apart.
  init(seed: UInt64, stream: UInt64) {
    state = Self.mixed(seed &+ Self.mixed(stream &+ 1))
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    return Self.mixed(state)
  }

  mutating func chance(_ probability: Double) -> Bool {
    Double.random(in: 0..<1, using: &self) < probability
  }

  /// Between 0 and `limit`, each order of magnitude as likely as another.
  mutating func size(upTo limit: Int) -> Int {
    let exponent = Int.random(in: 0...(Int.bitWidth - limit.leadingZeroBitCount), using: &self)
    return Int.random(in: 0...min(limit, (1 << exponent) - 1), using: &self)
  }

  mutating func milliseconds(_ range: ClosedRange<Int>) -> Duration {
    .milliseconds(Int.random(in: range, using: &self))
  }

  static func mixed(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
