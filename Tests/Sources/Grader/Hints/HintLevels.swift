internal import Foundation

/// How many of a check's hints were shown already, kept in the build folder.
struct HintLevels: Sendable {
  let workbook: Workbook

  private var file: URL { workbook.buildFolder.appending(path: "hints.json") }

  private var levels: [String: Int] {
    guard let data = try? Data(contentsOf: file) else { return [:] }
    return (try? JSONDecoder().decode([String: Int].self, from: data)) ?? [:]
  }

  func shown(of number: CheckNumber) -> Int { max(0, levels["\(number)"] ?? 0) }

  /// Where it cannot be kept, the next hint is this one again.
  func keep(_ shown: Int, of number: CheckNumber) {
    var levels = levels
    levels["\(number)"] = shown
    try? FileManager.default.createDirectory(
      at: workbook.buildFolder, withIntermediateDirectories: true)
    try? JSONEncoder().encode(levels).writeWhole(to: file)
  }
}
