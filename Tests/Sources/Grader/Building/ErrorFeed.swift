internal import Synchronization

/// Finds the compiler's errors in the output of a build while that goes on.
final class ErrorFeed: Sendable {
  private struct State {
    var lines: [String] = []
    var toldCount = 0
  }

  private let folder: String
  private let state = Mutex(State())

  /// - Parameter folder: That of the submission: only errors in its files are told.
  init(folder: String) { self.folder = folder }

  /// Takes the next line of the output, and returns the errors that are complete with it: what
  /// belongs to one ends with the line that does not.
  func add(_ line: String) -> [String] {
    state.withLock { state in
      let isNext = !CompilerErrors.isSnippet(line)
      var told: [String] = []
      if isNext, !state.lines.isEmpty {
        let found = CompilerErrors.find(in: state.lines, folder: folder)
        told = Array(found.dropFirst(state.toldCount))
        state.toldCount = found.count
      }
      let isError = CompilerErrors.blamesSources([line], folder: folder)
      // From the first one on all is kept, to tell what comes twice.
      if isError || !state.lines.isEmpty { state.lines.append(line) }
      return told
    }
  }
}
