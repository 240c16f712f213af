internal import Foundation
internal import DataHubMessages
internal import Referee

extension Check {
  static let hundredSubscribers = Check(
    "6.4", "100 subscribers get their packages at full rate",
    requirement: "A stream that waits for its next package holds no thread that another one needs.",
    step: 2, hint: "Wait with Task.sleep(for:), which gives the thread away. Nothing may block it.",
    company: .few, takes: .milliseconds(1500)
  ) { stage in
    // As many streams as this are work enough for a debug build; more often would judge its speed.
    let interval = Duration.milliseconds(200)
    // Where there are more threads to block, it takes more subscribers to block them all.
    let connections = max(10, 2 * ProcessInfo.processInfo.activeProcessorCount)
    let server = try await stage.server(interval: interval)
    let packages = 5
    let cap = Patience.scaled(interval * (10 * packages))
    let late = try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<connections {
        group.addTask { try await countLate(server, packages: packages, within: cap) }
      }
      return try await group.reduce(0, +)
    }
    try expect(
      late == 0,
      "\(packages) packages for each of \(10 * connections) subscribers within \(readable(cap))",
      received: "fewer for \(late) of them")
  }

  /// Subscribes ten times on one connection; returns how many did not get their packages in time.
  private static func countLate(
    _ server: ServerOnStage, packages: Int, within cap: Duration
  ) async throws -> Int {
    let client = try await server.connect()
    let deadline = ContinuousClock.now + cap
    var calls: [RefereeCall] = []
    for _ in 1...10 { calls.append(try await client.subscribe()) }
    var late = 0
    for call in calls {
      for _ in 1...packages {
        let left = max(deadline - .now, .zero)
        if try await call.nextMessage(EgressPackage.self, within: left) == nil {
          late += 1
          break
        }
      }
    }
    return late
  }
}
