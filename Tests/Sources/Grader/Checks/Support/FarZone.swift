internal import Foundation

/// A time zone whose clocks are 14 hours ahead of UTC, so that local time cannot be taken for UTC.
enum FarZone {
  /// What tells a program to live there.
  ///
  /// - Throws: ``Trouble`` where the system does not know the zone: a program would fall back to UTC,
  ///   and a wrong clock pass.
  static func environment() throws -> [String: String] {
    let name = "Pacific/Kiritimati"
    let folder = ProcessInfo.processInfo.environment["TZDIR"] ?? "/usr/share/zoneinfo"
    if FileManager.default.fileExists(atPath: "\(folder)/\(name)") { return ["TZ": name] }
    throw Trouble(
      "There is no time zone \(name) in \(folder), so that local time cannot be told from UTC.",
      advice: "Install the system's time zones: the package is called tzdata.")
  }
}
