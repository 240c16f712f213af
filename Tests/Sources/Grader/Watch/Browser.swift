internal import Foundation
internal import Referee

/// The user's browser, where there is one.
enum Browser {
  /// Opens a file, in a process that outlives this one.
  ///
  /// - Returns: The command that was given it; nil if there is none, or no screen to show it on.
  static func open(
    _ file: URL, environment: [String: String] = ProcessInfo.processInfo.environment
  ) async -> String? {
    guard let command = command(environment) else { return nil }
    // In a session of its own, which the end of the first process does not touch; and whatever it
    // says has no place on a screen that is ours.
    let words = [
      "setsid", "--wait", "/bin/sh", "-c", #""$0" "$1" </dev/null >/dev/null 2>&1 &"#, command,
      file.path,
    ]
    #if os(macOS)
      let (executable, arguments) = (command, [file.path])
    #else
      let (executable, arguments) = ("/usr/bin/env", words)
    #endif
    return await Leftovers.letting {
      let program = try? await Program.start(
        executable, arguments: arguments, environment: environment)
      let status = await program?.exit(within: .seconds(5))
      return status == .exited(0) ? (command as NSString).lastPathComponent : nil
    }
  }

  /// The path of `open` or `xdg-open`. Without a desktop the latter might take over the terminal.
  static func command(_ environment: [String: String]) -> String? {
    #if os(macOS)
      return "/usr/bin/open"
    #else
      let screens = ["DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME"]
      if screens.allSatisfy({ (environment[$0] ?? "").isEmpty }) { return nil }
      return (environment["PATH"] ?? "").split(separator: ":").map { "\($0)/xdg-open" }
        .first { FileManager.default.isExecutableFile(atPath: $0) }
    #endif
  }
}
