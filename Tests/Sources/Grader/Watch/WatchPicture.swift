/// A watch on a terminal: the whole picture anew after each event.
struct WatchPicture: WatchView {
  private let terminal: WatchTerminal
  private let report: TextReport

  let tellsEvents = true

  init(_ terminal: WatchTerminal, _ report: TextReport) {
    self.terminal = terminal
    self.report = report
  }

  func show(_ model: inout WatchModel, after event: WatchEvent) {
    let size = terminal.size
    var report = report
    report.width = Terminal.used(size.columns)
    let screen = WatchScreen(model: model, size: size, report: report)
    terminal.show(screen.lines(scroll: &model.scroll))
  }
}
