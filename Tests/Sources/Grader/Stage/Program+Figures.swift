internal import Referee

extension Program {
  /// A figure of the program while it runs: `try await measured("peak memory", \.peakMemory)`.
  ///
  /// - Parameter name: What is measured, as the end of "the program's …".
  /// - Throws: ``CheckFailure`` if the program ended, and ``Trouble`` if the system does not tell the
  ///   figure: what could not be measured neither passes nor fails anybody.
  func measured<Figure>(_ name: String, _ figure: (Program) -> Figure?) async throws -> Figure {
    if let figure = figure(self) { return figure }
    // It may be on its way out.
    if let status = await exit(within: .milliseconds(500)) {
      throw CheckFailure(expected: "the program to go on", received: "it \(status.did)")
    }
    throw Trouble(
      "This system does not tell a program's \(name).",
      advice: "Grade on Linux with /proc, or on macOS; some sandboxes and emulators hide it.")
  }
}
