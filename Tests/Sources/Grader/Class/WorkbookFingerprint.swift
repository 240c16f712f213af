internal import Foundation

/// What of the workbook decides the verdicts: contract, transport, manifest and grader.
enum WorkbookFingerprint {
  /// SHA-256: see ``SHA256``.
  static func of(_ workbook: Workbook) async throws -> String {
    var input = BuildInput()
    input.add(try Data(contentsOf: workbook.manifest))
    for path in ["Protos", "Tests/Sources"] {
      input.add(try SourceTree(reading: workbook.root.appending(path: path)))
    }
    return try await SHA256.of(input.octets)
  }
}
