internal import Foundation
internal import Referee

/// What Swift's runtime says of a crash, when it is asked to, and where that was in the sources.
struct Backtrace {
  /// Asks for the addresses alone: names would take seconds.
  static let environment = [
    "SWIFT_BACKTRACE":
      "enable=yes,interactive=no,color=no,threads=crashed,symbolicate=off,images=all,registers=none"
  ]

  private static let opening = "*** Program crashed:"

  /// Of the frames in the program's own file, the innermost first: where they lie in it.
  let offsets: [Int]

  /// nil if the lines hold no backtrace of that program.
  init?(in lines: [String], of program: String) {
    guard let start = lines.firstIndex(where: { $0.hasPrefix(Self.opening) }) else { return nil }
    let lines = lines[start...]
    let image = lines.lazy.compactMap { line -> Range<Int>? in
      guard line.hasSuffix("/\(program)"),
        let match = line.firstMatch(of: #/^0x([0-9a-f]+)[^0-9a-f]+0x([0-9a-f]+) /#),
        let start = Int(match.1, radix: 16), let end = Int(match.2, radix: 16), start < end
      else { return nil }
      return start..<end
    }.first
    guard let image else { return nil }
    offsets = lines.compactMap { line in
      guard let match = line.firstMatch(of: #/^ *[0-9]+ +(\[ra\] +)?0x([0-9a-f]+)( |$)/#),
        let address = Int(match.2, radix: 16), image.contains(address)
      else { return nil }
      // A return address is that of the instruction behind the call.
      return address - image.lowerBound - (match.1 == nil ? 0 : 1)
    }
  }

  /// The innermost place in the submission's own files: `Sources/DataHubServer/A.swift:60`. nil where
  /// there is no symbolizer, or none of its files is on the way.
  func place(in program: URL) async -> String? {
    guard !offsets.isEmpty, let symbolizer = Self.symbolizer,
      let run = try? await Program.start(
        symbolizer,
        arguments: ["--obj=\(program.path)", "--functions=none"]
          + offsets.prefix(32).map { "0x" + String($0, radix: 16) })
    else { return nil }
    guard await run.exit(within: Patience.scaled(.seconds(20))) != nil else {
      run.kill()
      return nil
    }
    return run.allLines(.stdout).lazy.compactMap { Self.place(in: $0.text) }.first
  }

  /// Of `/w/.submission/Sources/DataHubServer/A.swift:60:25`, without the column.
  private static func place(in line: String) -> String? {
    line.firstMatch(of: #/\/\.submission(?:-nio)?\/(Sources\/.+\.swift:[1-9][0-9]*):[0-9]+$/#)
      .map { String($0.1) }
  }

  /// The toolchain's own lies beside `swift`; others are found as commands are.
  private static let symbolizer: String? = {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    let swifts = folders.map { URL(filePath: "\($0)/swift").resolvingSymlinksInPath() }
    let places =
      swifts.map { $0.deletingLastPathComponent().appending(path: "llvm-symbolizer").path }
      + folders.map { "\($0)/llvm-symbolizer" }
    return places.first { FileManager.default.isExecutableFile(atPath: $0) }
  }()
}
