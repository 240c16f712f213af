internal import Synchronization

/// Shows why a submission does not build: each error as soon as it is there, and no more than ten.
final class ErrorDisplay: Sendable {
  private static let most = 10

  private let submission: String
  private let console: Console
  private let shownCount = Mutex<Int?>(nil)

  init(_ submission: String, _ console: Console) {
    self.submission = submission
    self.console = console
  }

  func tell(_ error: String) {
    shownCount.withLock { count in
      if count == nil { console.print(console.report.buildFailure(of: submission)) }
      if (count ?? 0) < Self.most { console.print(console.report.short(error)) }
      count = (count ?? 0) + 1
    }
  }

  /// Shows what was not told while the build went on, and how much is not shown.
  func finish(with errors: [String]) {
    for error in errors.dropFirst(shownCount.withLock { $0 ?? 0 }) { tell(error) }
    shownCount.withLock { count in
      if count == nil { console.print(console.report.buildFailure(of: submission)) }
      let more = (count ?? 0) - Self.most
      if more > 0 { console.print("… and \(more) more errors") }
    }
  }
}
