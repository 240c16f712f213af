public import Foundation

/// Joins the results of the parts of a class, as if one machine had judged it all.
public struct MergeRun: Sendable {
  public var workbook: Workbook
  public var parts: [URL]
  public var into: URL
  public var points = Points()
  public var isAnonymous = false
  public var console: Console

  public init(workbook: Workbook, parts: [URL], into: URL, console: Console) {
    self.workbook = workbook
    self.parts = parts
    self.into = into
    self.console = console
  }

  /// Returns the exit code: 0 if everybody was judged, 2 if somebody is missing or was not.
  ///
  /// - Throws: ``Trouble`` for parts that do not belong together, of which nothing is written then.
  public func run() throws -> Int32 {
    var joined: ClassList?
    var gradings: [String: (grading: Grading, part: URL)] = [:]
    for part in parts {
      let store = ResultStore(reading: part)
      guard let list = try? store.classList() else {
        throw Trouble(
          "\(part.path) holds no results of a class.", advice: "Name folders of class --into.")
      }
      joined = try joined.map { try join($0, list, part) } ?? list
      for (id, grading) in store.gradings(of: list) where list.shard?.holds(id) ?? true {
        if let other = gradings[id] {
          throw Trouble(
            "\(id) is in \(other.part.path) and in \(part.path).",
            advice: "Each student belongs into one part: use the same --shard i/N once each.")
        }
        gradings[id] = (grading, part)
      }
    }
    guard var list = joined else { return 2 }
    list.shard = nil
    let store = try ResultStore(into)
    let lock = try store.lock()
    defer { lock.release() }
    try store.write(list)
    let reports = ClassReports(store: store, workbook: workbook, isAnonymous: isAnonymous)
    for (id, kept) in gradings {
      try store.write(kept.grading, of: id)
      try reports.writePage(of: id, kept.grading)
    }
    let results = ClassResults(list, gradings.mapValues(\.grading), points: points)
    try reports.write(results)
    for row in results.rows where row.grading == nil {
      console.print("missing  \(PlainText.harmless(row.member.id))")
    }
    console.print(ClassSummary(results, console.report.ink).text)
    return results.open.isEmpty ? 0 : 2
  }

  /// The list of both, if they are of the same class and judged by the same workbook.
  private func join(
    _ joined: ClassList, _ list: ClassList, _ part: URL
  ) throws(Trouble) -> ClassList {
    for (what, isSame) in [
      ("by another version of the workbook", joined.workbook == list.workbook),
      ("by other checks", joined.checks == list.checks),
      ("on another transport", joined.transport == list.transport),
    ] where !isSame {
      throw Trouble(
        "\(part.path) was judged \(what) than \(parts[0].path).",
        advice: "Judge it again with the same workbook and options on each machine.")
    }
    var all = joined
    let known = Set(joined.members.map(\.id))
    all.members += list.members.filter { !known.contains($0.id) }
    all.remarks = joined.remarks + list.remarks.filter { !joined.remarks.contains($0) }
    return all
  }
}
