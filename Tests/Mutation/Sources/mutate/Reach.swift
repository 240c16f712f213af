import Foundation
import Grader
import Mutation

/// Plays every check once on the unchanged program: each must pass, and tells which regions it
/// comes to. A mutant of a region that a check does not come to is for that check the same as End.
struct Reach {
  private(set) var checks: [Int: [Check]] = [:]

  init(_ costumes: Costumes, slots: Slots) async throws {
    let all = Check.all
    let found = try await withThrowingTaskGroup(of: (Int, [Int]).self) { group in
      for (index, check) in all.enumerated() {
        group.addTask { (index, try await Self.regions(of: check, costumes, slots, rank: index)) }
      }
      return try await group.reduce(into: [Int: [Int]]()) { $0[$1.0] = $1.1 }
    }
    for (index, check) in all.enumerated() {
      for region in found[index] ?? [] { checks[region, default: []].append(check) }
    }
  }

  private static func regions(
    of check: Check, _ costumes: Costumes, _ slots: Slots, rank: Int
  ) async throws -> [Int] {
    let file = costumes.folder.appending(path: "reached-\(check.number)")
    let programs = try costumes.costume(
      "End-\(check.number)", setting: Schema.trace, to: file.path)
    defer { costumes.takeOff(programs) }
    var last: CheckResult?
    for attempt in 1...3 {
      // Another check's load may be the cause: the last time it is alone.
      let result = await slots.play(check, on: programs, rank: rank, alone: attempt == 3)
      if result.verdict == .passed {
        let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
        return text.split(separator: "\n").compactMap { Int($0) }
      }
      last = result
    }
    throw Trouble(
      "End itself does not pass \(check): \(last?.failure?.received ?? "")",
      advice: "Run Tests/grade End \(check.number), and mend it first.")
  }
}

extension Slots {
  /// Plays a check as soon as there is room for it.
  func play(
    _ check: Check, on programs: BuiltPrograms, rank: Int, alone: Bool = false
  ) async -> CheckResult {
    let places = places(for: alone ? .alone : check.company)
    await take(places, rank: rank)
    defer { giveBack(places) }
    return await Runner(programs: programs).play(check)
  }
}
