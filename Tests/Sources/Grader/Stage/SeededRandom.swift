internal import Foundation
internal import Synchronization

/// What a check draws anew for each run, so that nothing tells a program that it is being judged: of
/// one seed always the same, in the order in which it is drawn.
///
/// GUIDs, tags and figures come from a sequence each: who draws one more GUID gets the same tags.
public final class SeededRandom: Sendable {
  /// The run's, unless a check has its own: ``Stage/random``.
  @TaskLocal public static var current = SeededRandom(seed: newSeed())

  private struct State {
    var guids: SplitMix64
    var tags: SplitMix64
    var figures: SplitMix64
  }

  private let state: Mutex<State>

  /// A seed that people can type: nine digits at most.
  public static func newSeed() -> UInt64 { UInt64.random(in: 1..<1_000_000_000) }

  /// - Parameter name: Of one seed, each name has draws of its own.
  init(seed: UInt64, name: String = "") {
    var seeds = SplitMix64(state: name.utf8.reduce(seed) { ($0 &* 31) &+ UInt64($1) })
    state = Mutex(
      State(
        guids: SplitMix64(state: seeds.next()), tags: SplitMix64(state: seeds.next()),
        figures: SplitMix64(state: seeds.next())))
  }

  /// A UUID of version 4, in lower case.
  func guid() -> String {
    let (high, low) = state.withLock { ($0.guids.next(), $0.guids.next()) }
    let words = [high & ~0xf000 | 0x4000, low & ~(0xc0 << 56) | 0x80 << 56]
    return String(unsafeUninitializedCapacity: 36) { text in
      var place = 0
      for digit in 0..<32 {
        if digit % 4 == 0, digit >= 8, digit <= 20 {
          text[place] = UInt8(ascii: "-")
          place += 1
        }
        let value = UInt8(truncatingIfNeeded: words[digit / 16] >> (60 - digit % 16 * 4)) & 0xf
        text[place] = value + (value < 10 ? UInt8(ascii: "0") : UInt8(ascii: "a") - 10)
        place += 1
      }
      return place
    }
  }

  /// What tags begin with.
  static let quantities = [
    "Pressure", "Temperature", "Flow", "Level", "Speed", "Torque", "Voltage", "Current",
    "Humidity", "Vibration", "Density", "Position", "Load", "Depth", "Angle", "Weight",
  ]

  /// A tag as a plant might have it: "Pressure 17".
  func tag() -> String {
    state.withLock { state in
      let quantities = Self.quantities
      let quantity = quantities[Int.random(in: quantities.indices, using: &state.tags)]
      let separator = [" ", ".", "_", "-"][Int.random(in: 0..<4, using: &state.tags)]
      return "\(quantity)\(separator)\(Int.random(in: 1...999, using: &state.tags))"
    }
  }

  /// A number, each of the range as likely as any other.
  func number(_ range: ClosedRange<Int>) -> Int {
    state.withLock { Int.random(in: range, using: &$0.figures) }
  }

  /// A time of whole milliseconds.
  func duration(_ range: ClosedRange<Duration>) -> Duration {
    let least = Int((range.lowerBound / .milliseconds(1)).rounded(.up))
    let most = Int((range.upperBound / .milliseconds(1)).rounded(.down))
    return .milliseconds(number(least...max(least, most)))
  }

  /// About half a minute, in whole seconds: longer than any check waits.
  func long() -> Duration { .seconds(number(27...33)) }

  /// One of them; nil if there are none.
  func one<Element: Sendable>(of elements: [Element]) -> Element? {
    elements.isEmpty ? nil : elements[number(0...elements.count - 1)]
  }
}
