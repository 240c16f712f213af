internal import CProcess

#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// posix_spawn(3) with what every program of the grader gets: a process group of its own, default
/// signal handling, no input, two pipes for output, and no other descriptor.
struct Spawn {
  struct Result {
    var processID: Int32
    /// Read ends that do not block.
    var stdout: Int32
    var stderr: Int32
  }

  var executable: String
  var arguments: [String]
  var environment: [String: String]
  var directory: String?

  /// What a program needs of this process's environment, and more.
  static func environment(adding given: [String: String]) -> [String: String] {
    // A crash is told by its message alone; the backtracer would take seconds.
    var environment = ["PATH": "/usr/bin:/bin", "SWIFT_BACKTRACE": "enable=no"]
    for name in ["PATH", "HOME", "TMPDIR", "LANG"] {
      if let value = getenv(name) { environment[name] = String(cString: value) }
    }
    return environment.merging(given) { _, given in given }
  }

  func run() throws -> Result {
    let (out, err) = (Pipe.make(), Pipe.make())
    defer {
      close(out.write)
      close(err.write)
    }
    var processID: pid_t = 0
    let failure = withCStrings([executable] + arguments) { arguments in
      withCStrings(environment.map { "\($0.key)=\($0.value)" }) { environment in
        withActions(out: out.write, err: err.write) { actions, attributes in
          posix_spawn(&processID, executable, actions, attributes, arguments, environment)
        }
      }
    }
    if failure != 0 {
      close(out.read)
      close(err.read)
      throw RefereeError.cannotStart("\(executable): \(String(cString: strerror(failure)))")
    }
    for end in [out.read, err.read] {
      _ = fcntl(end, F_SETFL, fcntl(end, F_GETFL) | O_NONBLOCK)
    }
    return Result(processID: processID, stdout: out.read, stderr: err.read)
  }

  #if canImport(Darwin)
    private typealias Actions = posix_spawn_file_actions_t?
    private typealias Attributes = posix_spawnattr_t?
    private static var newActions: Actions { nil }
    private static var newAttributes: Attributes { nil }
    private static let closesOthers = Int32(POSIX_SPAWN_CLOEXEC_DEFAULT)
  #else
    private typealias Actions = posix_spawn_file_actions_t
    private typealias Attributes = posix_spawnattr_t
    private static var newActions: Actions { .init() }
    private static var newAttributes: Attributes { .init() }
    private static let closesOthers: Int32 = 0
  #endif

  private func withActions(
    out: Int32, err: Int32,
    _ body: (UnsafePointer<Actions>, UnsafePointer<Attributes>) -> Int32
  ) -> Int32 {
    var actions = Self.newActions
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, out, 1)
    posix_spawn_file_actions_adddup2(&actions, err, 2)
    if let directory { _ = process_add_directory(&actions, directory) }
    _ = process_add_close_others(&actions)

    var attributes = Self.newAttributes
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    for signal in [SIGHUP, SIGINT, SIGQUIT, SIGPIPE, SIGALRM, SIGTERM, SIGCHLD, SIGUSR1, SIGUSR2] {
      sigaddset(&signals, signal)
    }
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setpgroup(&attributes, 0)
    let flags =
      Int32(POSIX_SPAWN_SETPGROUP) | Int32(POSIX_SPAWN_SETSIGDEF)
      | Int32(POSIX_SPAWN_SETSIGMASK) | Self.closesOthers
    posix_spawnattr_setflags(&attributes, Int16(flags))
    return body(&actions, &attributes)
  }

  /// Lends the strings as C wants them: pointers with a nil at the end.
  private func withCStrings(
    _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Int32
  ) -> Int32 {
    let pointers = strings.map { strdup($0) }
    defer { for pointer in pointers { free(pointer) } }
    return body(pointers + [nil])
  }
}
