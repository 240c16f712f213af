internal import DataHubMessages
internal import Foundation
internal import Referee

extension Check {
  static let hundredSubscribers = Check(
    "6.4", "100 subscribers get their packages at full rate",
    requirement: "A stream that waits for its next package holds no thread that another one needs.",
    step: 2, company: .few, takes: .milliseconds(1500), timeLimit: .seconds(40)
  ) { stage in
    // As many streams as this are work enough for a debug build; more often would judge its speed.
    let interval = Patience.scaled(stage.random.duration(.milliseconds(190)...(.milliseconds(210))))
    // More than the hundred that somebody may have taken for a limit. Where there are more threads to
    // block, it takes more subscribers to block them all.
    let connections = max(11, 2 * ProcessInfo.processInfo.activeProcessorCount)
    let server = try await stage.server(interval: interval)
    var crowd = Crowd(server: server)
    // Some have come over one connection, as a proxy's clients do.
    try await crowd.subscribe(60)
    for _ in 7...connections { try await crowd.subscribe(10) }
    let cap = interval * 10
    // A busy machine may be late once; where threads are held, each stretch is late.
    var late: Crowd.Late?
    for _ in 1...3 {
      late = try await crowd.read(5, within: cap)
      if late == nil { return }
    }
    guard let late else { return }
    throw CheckFailure(
      expected: "5 packages for each of \(connections * 10) subscribers within \(readable(cap))",
      received: late.received, try: late.hint)
  }
}
