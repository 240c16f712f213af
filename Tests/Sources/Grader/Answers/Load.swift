internal import Foundation
internal import Referee

/// Keeps every core busy for as long as it is held.
final class Load: Sendable {
  private let programs: [Program]

  init() async throws {
    var programs: [Program] = []
    for _ in 0..<ProcessInfo.processInfo.activeProcessorCount {
      programs.append(
        try await Program.start("/bin/sh", arguments: ["-c", "while :; do :; done"]))
    }
    self.programs = programs
  }

  func end() {
    for program in programs { program.kill() }
  }
}
