internal import Foundation

/// The first line of a program's output.
final class FirstLine: Sendable {
  private let (lines, line) = AsyncStream.makeStream(of: String.self)

  /// Nil if there is none.
  var value: String? {
    get async { await lines.first { _ in true } }
  }

  /// Reads until the end of the file. The line is taken to come in one piece.
  func read(_ file: FileHandle) {
    file.readabilityHandler = { [line] file in
      let data = file.availableData
      if data.isEmpty {
        file.readabilityHandler = nil
        line.finish()
      } else {
        line.yield(String(decoding: data, as: UTF8.self).trimmingCharacters(in: .newlines))
      }
    }
  }
}
