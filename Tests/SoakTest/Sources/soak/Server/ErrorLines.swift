internal import Foundation
internal import Synchronization

/// The last lines of a program's standard error, without what it logs of every call.
final class ErrorLines: Sendable {
  private struct State {
    var rest = Data()
    var lines: [String] = []
  }

  private let state = Mutex(State())

  var lines: [String] { state.withLock { $0.lines } }

  /// Reads until the end of the file.
  func read(_ file: FileHandle) {
    file.readabilityHandler = { file in
      let data = file.availableData
      if data.isEmpty { file.readabilityHandler = nil }
      self.state.withLock { state in
        state.rest += data
        while let end = state.rest.firstIndex(of: UInt8(ascii: "\n")) {
          let line = String(decoding: state.rest[..<end], as: UTF8.self)
          state.rest = Data(state.rest[(end + 1)...])
          if !line.contains(" info ") { state.lines = state.lines.suffix(19) + [line] }
        }
      }
    }
  }
}
