internal import Synchronization

/// The last line of a terminal, which says what is done and is written over; elsewhere a line now and
/// then.
final class StatusLine: Sendable {
  /// Whether there is a terminal whose lines can be written over.
  let isLive: Bool
  private let write: @Sendable (String) -> Void
  private let isShown = Mutex(false)

  init(isLive: Bool, write: @escaping @Sendable (String) -> Void) {
    self.isLive = isLive
    self.write = write
  }

  /// Shows what goes on after so many seconds: in a terminal each time, elsewhere at 5 s and at each
  /// 15 s.
  func show(_ what: String, step: String, seconds: Int) {
    if !isLive, seconds != 5, seconds == 0 || !seconds.isMultiple(of: 15) { return }
    let text = Self.text(what, step: step, seconds: seconds, width: isLive ? Terminal.width : 80)
    isShown.withLock { isShown in
      write(isLive ? "\r\u{1b}[K\(text)" : "\(text)\n")
      isShown = isLive
    }
  }

  /// Takes it away, so that something else can be written.
  func hide() {
    isShown.withLock { isShown in
      if isShown { write("\r\u{1b}[K") }
      isShown = false
    }
  }

  /// `building Start [212/560] 34 s  Compiling NIOCore Channel.swift`, cut to leave a column free.
  static func text(_ what: String, step: String, seconds: Int, width: Int) -> String {
    let parts = step.wholeMatch(of: #/(?<count>\[[0-9]+/[0-9]+\]) (?<doing>.*)/#)
    let (count, doing) = parts.map { (" \($0.count)", $0.doing) } ?? ("", step[...])
    let clock = seconds < 60 ? "\(seconds) s" : "\(seconds / 60) min \(seconds % 60) s"
    let text = PlainText.harmless("\(what)\(count) \(clock)" + (doing.isEmpty ? "" : "  \(doing)"))
    return text.count < width ? text : text.prefix(width - 2) + "…"
  }
}
