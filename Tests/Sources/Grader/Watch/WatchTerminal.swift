internal import Dispatch
internal import Foundation
internal import Synchronization

#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// The terminal while watch has it: a screen of its own, and each key as it is pressed. Given back as
/// it was.
final class WatchTerminal: Sendable {
  struct Size: Hashable, Sendable {
    var columns: Int
    var rows: Int
  }

  private let original: termios
  private let isTaken = Mutex(false)

  /// nil where there is none, or one that cannot move its cursor.
  init?() {
    var settings = termios()
    guard Terminal.isCapable(STDOUT_FILENO), tcgetattr(STDIN_FILENO, &settings) == 0 else {
      return nil
    }
    original = settings
  }

  /// Its size now; 80 by 24 if it does not tell.
  var size: Size {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0
    else {
      return Size(columns: 80, rows: 24)
    }
    return Size(columns: Int(size.ws_col), rows: Int(size.ws_row))
  }

  /// Changes to the other screen, hides the cursor, breaks no lines, and reads keys unseen.
  func take() {
    isTaken.withLock { isTaken in
      if isTaken { return }
      isTaken = true
      var settings = original
      // Output is left as it is: what is written there by mistake still has its lines.
      settings.c_lflag &= ~tcflag_t(ECHO | ICANON | ISIG | IEXTEN)
      settings.c_iflag &= ~tcflag_t(IXON | ICRNL)
      tcsetattr(STDIN_FILENO, TCSAFLUSH, &settings)
      write("\u{1b}[?1049h\u{1b}[?25l\u{1b}[?7l\u{1b}[2J")
    }
  }

  /// Gives it back. Harmless if it was given back before.
  func giveBack() {
    isTaken.withLock { isTaken in
      if !isTaken { return }
      isTaken = false
      write("\u{1b}[0m\u{1b}[?7h\u{1b}[?25h\u{1b}[?1049l")
      var settings = original
      tcsetattr(STDIN_FILENO, TCSAFLUSH, &settings)
    }
  }

  /// Shows these lines, each no longer than a row, and as many as there are rows.
  func show(_ lines: [String]) {
    isTaken.withLock { isTaken in
      if !isTaken { return }
      var text = "\u{1b}[H"
      for (index, line) in lines.enumerated() {
        // Erased first: at the end of a full row its last character would be.
        text += (index == 0 ? "" : "\r\n") + "\u{1b}[K" + line + "\u{1b}[0m"
      }
      write(text)
    }
  }

  /// Tells each key, and each change of its size, for as long as the process lives.
  func listen(
    key: @escaping @Sendable (Key) -> Void, resized: @escaping @Sendable () -> Void
  ) -> any DispatchSourceSignal {
    // The thread sleeps in the kernel until there is a key.
    Thread.detachNewThread {
      var decoder = KeyDecoder()
      var octets = [UInt8](repeating: 0, count: 256)
      while true {
        let count = read(STDIN_FILENO, &octets, octets.count)
        if count < 0, errno == EINTR || errno == EAGAIN { continue }
        if count <= 0 { return key(.end) }
        decoder.keys(in: octets[..<count]).forEach(key)
      }
    }
    signal(SIGWINCH, SIG_IGN)
    let source = DispatchSource.makeSignalSource(signal: SIGWINCH, queue: .global())
    source.setEventHandler(handler: resized)
    source.resume()
    return source
  }

  private func write(_ text: String) { writeAll(text, to: STDOUT_FILENO) }
}
