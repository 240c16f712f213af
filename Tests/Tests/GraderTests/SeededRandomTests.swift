import Foundation
import Referee
import Testing

@testable import Grader

/// What is drawn anew for each run, and again for the same seed.
@Suite struct SeededRandomTests {
  private func draws(_ random: SeededRandom) -> [String] {
    [
      random.guid(), random.tag(), "\(random.number(0...1_000_000))",
      "\(random.duration(.milliseconds(1)...(.seconds(1000))))", random.guid(), random.tag(),
    ]
  }

  @Test func `A seed repeats its draws, and another seed or name has others`() {
    let first = draws(SeededRandom(seed: 7, name: "1.1"))
    #expect(first == draws(SeededRandom(seed: 7, name: "1.1")))
    for other in [SeededRandom(seed: 8, name: "1.1"), SeededRandom(seed: 7, name: "1.2")] {
      #expect(zip(first, draws(other)).allSatisfy { $0 != $1 })
    }
  }

  @Test func `Who draws one more GUID gets the same tags and figures`() {
    let (one, other) = (SeededRandom(seed: 7), SeededRandom(seed: 7))
    _ = other.guid()
    #expect(one.tag() == other.tag())
    #expect(one.number(0...1_000_000) == other.number(0...1_000_000))
  }

  @Test func `A GUID is a UUID of version 4 in lower case, and none comes twice`() {
    let random = SeededRandom(seed: 1)
    let guids = (0..<1_000).map { _ in random.guid() }
    #expect(Set(guids).count == 1_000)
    #expect(
      guids.allSatisfy {
        $0.wholeMatch(of: /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/)
          != nil
      })
  }

  @Test func `Draws keep to their range, and reach its ends`() {
    let random = SeededRandom(seed: 1)
    let numbers = (0..<1_000).map { _ in random.number(3...5) }
    #expect(Set(numbers) == [3, 4, 5])
    let times = (0..<100).map { _ in random.duration(.milliseconds(45)...(.milliseconds(55))) }
    #expect(times.allSatisfy { (Duration.milliseconds(45)...(.milliseconds(55))).contains($0) })
    #expect(random.duration(.milliseconds(2)...(.milliseconds(2))) == .milliseconds(2))
    #expect(random.one(of: [Int]()) == nil)
  }

  @Test func `Ports that are drawn at the same time are different ones, and free`() throws {
    let (one, other) = (SeededRandom(seed: 7), SeededRandom(seed: 7))
    let ports = [try #require(DrawnPort(from: one)), try #require(DrawnPort(from: other))]
    #expect(ports[0].number != ports[1].number)
    #expect(ports.allSatisfy { $0.isFree })
    let held = try ReservedPort()
    #expect(!ReservedPort.isFree(held.port))
    withExtendedLifetime(held) {}
    #expect(ports.allSatisfy { (10_000...32_000).contains($0.number) })
  }

  @Test func `A report of a failure names the seed, and one without failures does not`() {
    let passed = CheckResult(Samples.check("1.2"), .passed, seconds: 0)
    let waiting = CheckResult(Samples.check("5.1"), .notStarted, seconds: 0)
    var failed = Samples.grading([passed, Samples.failed(), waiting])
    failed.seed = 4711
    #expect(TextReport().summary(of: failed).contains("\nseed      4711\n"))
    var well = Samples.grading([passed, waiting])
    well.seed = 4711
    #expect(!TextReport().summary(of: well).contains("seed"))
  }
}
