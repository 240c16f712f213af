internal import Foundation
internal import Referee

/// What SwiftPM has planned to do in a scratch folder. To plan takes it three seconds or more, and it
/// can be told to use its last plan again; but it does not notice when that was made for another
/// package, as the grader itself, which is built in the same folder.
struct BuildPlan: Sendable {
  let scratchFolder: URL

  private var plan: URL { scratchFolder.appending(path: "debug/description.json") }
  private var note: URL { scratchFolder.appending(path: "submission.plan") }

  /// Builds, with SwiftPM's last plan if that was made for `key`.
  ///
  /// A build that fails with it is made again with a new one, unless the reason has nothing to do
  /// with plans.
  ///
  /// - Parameter isFinal: Whether a failure would be the same with any plan.
  func build(
    for key: String, isFinal: (SwiftBuild.Run) -> Bool = { _ in false },
    _ build: (_ reusesPlan: Bool) async throws -> SwiftBuild.Run
  ) async rethrows -> SwiftBuild.Run {
    if isMade(for: key) {
      let result = try await build(true)
      // Somebody may have planned for another package meanwhile.
      if result.status == .exited(0), isMade(for: key) { return result }
      if result.limit != nil || isFinal(result) { return result }
    }
    return try await remember(for: key) { try await build(false) }
  }

  /// What a plan takes from the sources: the files' names, and of a target's only file whether it has
  /// `@main`, as it is compiled as a library then.
  static func content(of sources: SourceTree) -> String {
    let targets = Dictionary(grouping: sources.files.keys.sorted()) { path in
      path.prefix { $0 != "/" }
    }
    let lines = targets.values.filter { $0.count == 1 }.joined().flatMap { path in
      String(decoding: sources.files[path] ?? Data(), as: UTF8.self)
        .split(separator: "\n").filter { $0.contains("@main") }.map { "\(path): \($0)" }
    }
    return (sources.files.keys.sorted() + lines.sorted()).map(\.debugDescription)
      .joined(separator: " ")
  }

  /// Whether SwiftPM's last plan is the one that was remembered under `key`.
  private func isMade(for key: String) -> Bool {
    guard let mark, let noted = try? String(contentsOf: note, encoding: .utf8) else { return false }
    return noted == "\(key) \(mark)"
  }

  /// Remembers the plan under `key`, if `build` makes one.
  private func remember(
    for key: String, whileMaking build: () async throws -> SwiftBuild.Run
  ) async rethrows -> SwiftBuild.Run {
    try? FileManager.default.removeItem(at: note)
    let last = mark
    let result = try await build()
    if let mark, mark != last {
      try? Data("\(key) \(mark)".utf8).write(to: note)
    }
    return result
  }

  /// Tells the plan from others: SwiftPM writes the file anew for each.
  private var mark: String? {
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: plan.path),
      let file = attributes[.systemFileNumber], let size = attributes[.size],
      let time = attributes[.modificationDate] as? Date
    else { return nil }
    return "\(file) \(size) \(time.timeIntervalSince1970)"
  }
}
