internal import Foundation

#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// What is known of the terminal.
enum Terminal {
  /// Its columns, of which 60 to 120 are used; 80 where there is none.
  static var width: Int {
    var size = winsize()
    for descriptor in [STDOUT_FILENO, STDERR_FILENO]
    where ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 {
      return used(Int(size.ws_col))
    }
    return 80
  }

  static func used(_ columns: Int) -> Int { min(120, max(60, columns)) }

  /// Whether a descriptor is a terminal that can colour and move its cursor.
  static func isCapable(_ descriptor: Int32) -> Bool {
    isatty(descriptor) == 1 && environment("TERM") != "dumb"
  }

  /// Whether its user does not want colours: https://no-color.org
  static var refusesColour: Bool { !environment("NO_COLOR").isEmpty }

  private static func environment(_ name: String) -> String {
    ProcessInfo.processInfo.environment[name] ?? ""
  }
}
