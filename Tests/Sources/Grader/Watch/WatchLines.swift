internal import Foundation

/// A watch without a terminal: the gradings' own reports, and a line for each save.
struct WatchLines: WatchView {
  private let console: Console
  /// Is called when nobody reads any more.
  private let lost: @Sendable () -> Void

  let tellsEvents = false

  init(_ console: Console, lost: @escaping @Sendable () -> Void) {
    self.console = console
    self.lost = lost
  }

  func show(_ model: inout WatchModel, after event: WatchEvent) {
    switch event {
    case .sources(.changed(let files)):
      let time = Date().formatted(date: .omitted, time: .standard)
      print(PlainText.harmless("— \(time) saved: \(files.joined(separator: " "))"))
    case .said(.text(let line), _): print(line)
    case .waits(let line, _): console.progress(line)
    case .ended where model.run == nil: print("— waiting for a save")
    default: break
    }
  }

  private func print(_ line: String) {
    if !console.print(line) { lost() }
  }
}
