internal import Foundation

/// What the finished programs do in each check, as it was recorded: `Tests/Finished/1.1.json`.
public struct FinishedCalls: Sendable {
  private let folder: URL

  public init(of workbook: Workbook) {
    folder = workbook.root.appending(path: "Tests/Finished")
  }

  /// The call that is like this one: at the same place, or else of the same method, or else the
  /// first. nil if nothing is recorded.
  func call(in check: CheckNumber, beside other: CheckCall?) -> CheckCall? {
    let calls = calls(in: check)
    let alike = calls.filter { $0.path == other?.path }
    return alike.first { $0.connection == other?.connection && $0.stream == other?.stream }
      ?? alike.first ?? calls.first
  }

  func calls(in check: CheckNumber) -> [CheckCall] {
    let file = folder.appending(path: "\(check).json")
    return (try? JSONDecoder().decode([CheckCall].self, from: Data(contentsOf: file))) ?? []
  }

  func keep(_ calls: [CheckCall], in check: CheckNumber) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let data = try encoder.encode(calls) + Data("\n".utf8)
    try data.write(to: folder.appending(path: "\(check).json"))
  }
}
