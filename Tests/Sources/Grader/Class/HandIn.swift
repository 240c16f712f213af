internal import Foundation
internal import Referee

/// What a student handed in, as far as it is taken.
struct HandIn: Sendable {
  enum Outcome: Sendable {
    case taken(HandIn)
    /// There is nothing to judge, by the student's own doing; in words for the student.
    case refused(String)
  }

  var sources: SourceTree
  /// What lies there and is not used, or was changed in vain, each with the reason.
  var unused: [String]
  /// SHA-256 of the sources: see ``SHA256``.
  var digest: String
  /// The commit of a clone.
  var commit: String?

  /// Takes it out of a folder or an archive.
  ///
  /// - Throws: ``Trouble`` for a reason that does not lie in what was handed in.
  ///
  /// - Parameter depth: How many archives it may lie in, one in the other.
  static func take(
    _ place: URL, for workbook: Workbook, depth: Int = 2
  ) async throws -> Outcome {
    if ClassFolder.type(of: place) == .typeDirectory {
      return try await take(folder: place, for: workbook, depth: depth)
    }
    if depth == 0 { return .refused("there are archives in archives in it") }
    let folder = WorkingFolder()
    defer { folder.remove() }
    let into = URL(filePath: try folder.path(), directoryHint: .isDirectory)
    switch try await unpack(place, into: into, for: workbook) {
    case .refused(let reason): return .refused(reason)
    case .unpacked(let left):
      switch try await take(folder: into, for: workbook, depth: depth - 1) {
      case .refused(let reason):
        return .refused(([reason] + left.prefix(3)).joined(separator: "; "))
      case .taken(var handIn):
        handIn.unused += left
        return .taken(handIn)
      }
    }
  }

  private static func take(
    folder: URL, for workbook: Workbook, depth: Int
  ) async throws -> Outcome {
    switch HandInPlace.find(in: folder) {
    case .none: return .refused("there is no Start/Sources and no Sources in it")
    case .several(let names):
      return .refused("there are several submissions in it: \(names.joined(separator: ", "))")
    case .archive(let file):
      return try await take(file, for: workbook, depth: depth)
    case .package(let package):
      let manifest = try Data(contentsOf: workbook.manifest)
      let taken = SubmittedSources(reading: package, manifest: manifest)
      if taken.tree.files.isEmpty {
        return .refused("no Swift file is in Sources/DataHub, DataHubServer and DataHubClient")
      }
      return .taken(
        HandIn(
          sources: taken.tree,
          unused: taken.unused + HandInPlace.changed(beside: package, workbook),
          digest: try await SHA256.of(taken.tree),
          commit: GitCommit.head(of: package)
            ?? GitCommit.head(of: package.deletingLastPathComponent())))
    }
  }

  private enum Unpacked {
    case refused(String)
    case unpacked(left: [String])
  }

  /// Tests/scripts/unpack, which keeps to its own limits.
  private static func unpack(
    _ archive: URL, into folder: URL, for workbook: Workbook
  ) async throws -> Unpacked {
    let script = workbook.root.appending(path: "Tests/scripts/unpack").path
    let run = try await Program.start(
      "/usr/bin/env", arguments: ["python3", "-B", script, archive.path, folder.path],
      environment: ["LANG": "C.UTF-8", "PYTHONUTF8": "1"])
    let status = await run.exit(within: Patience.scaled(.seconds(90)))
    run.kill()
    let words = run.allLines(.stderr).last?.text ?? ""
    switch status {
    case .exited(0):
      return .unpacked(
        left: run.allLines(.stdout).prefix(1_000).map { line in
          let parts = line.text.split(separator: "\t")
          return "\(parts.first ?? "") (\(parts.last ?? ""))"
        })
    case .exited(1) where !words.isEmpty: return .refused("the archive is not taken: \(words)")
    default:
      throw Trouble(
        "\(archive.lastPathComponent) could not be unpacked: "
          + (words.isEmpty ? status.map { "python3 \($0.did)" } ?? "no end of it" : words),
        advice: "Is there python3, and room in TMPDIR?")
    }
  }
}
