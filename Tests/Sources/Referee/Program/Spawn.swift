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
    var environment = ["PATH": "/usr/bin:/bin"]
    for name in ["PATH", "LANG", "LD_LIBRARY_PATH", "TMPDIR"] {
      if let value = getenv(name) { environment[name] = String(cString: value) }
    }
    return environment.merging(given) { _, given in given }
  }

  private var isTraced: Bool { environment["SWIFT_BACKTRACE"] != nil }

  /// Starts the program. ``Programs`` does so for one at a time.
  func run() throws -> Result {
    let out = try Pipe.make()
    do {
      let err = try Pipe.make()
      do {
        let processID = try start(out: out, err: err)
        close(out.write)
        close(err.write)
        return Result(processID: processID, stdout: out.read, stderr: err.read)
      } catch {
        err.close()
        throw error
      }
    } catch {
      out.close()
      throw error
    }
  }

  private func start(out: Pipe, err: Pipe) throws -> pid_t {
    for end in [out.read, err.read] {
      try must(fcntl(end, F_SETFL, O_NONBLOCK) < 0 ? errno : 0, "a pipe that does not block")
    }
    var processID: pid_t = 0
    try withCStrings([executable] + arguments) { arguments in
      try withCStrings(environment.map { "\($0.key)=\($0.value)" }) { environment in
        try withActions(out: out.write, err: err.write) { actions, attributes in
          // A crash is told by its message alone, unless somebody wants to know more.
          let failure =
            isTraced
            ? posix_spawn(&processID, executable, actions, attributes, arguments, environment)
            : process_spawn_without_backtracer(
              &processID, executable, actions, attributes, arguments, environment)
          // The error of a child that could not enter the folder is no other than that of a file
          // that is not there.
          try must(failure, directory.map { "in \($0)" } ?? "")
        }
      }
    }
    return processID
  }

  /// - Parameters:
  ///   - failure: 0, or an errno.
  ///   - step: What was tried.
  private func must(_ failure: Int32, _ step: String) throws {
    if failure == 0 { return }
    let place = step.isEmpty ? executable : "\(executable), \(step)"
    throw RefereeError.cannotStart("\(place): \(String(cString: strerror(failure)))")
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
    _ body: (UnsafePointer<Actions>, UnsafePointer<Attributes>) throws -> Void
  ) throws {
    var actions = Self.newActions
    try must(posix_spawn_file_actions_init(&actions), "what is done before")
    defer { posix_spawn_file_actions_destroy(&actions) }
    try must(posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0), "no input")
    try must(posix_spawn_file_actions_adddup2(&actions, out, 1), "its output")
    try must(posix_spawn_file_actions_adddup2(&actions, err, 2), "its errors")
    if let directory { try must(process_add_directory(&actions, directory), "in \(directory)") }
    try must(process_add_close_others(&actions), "no other descriptors")

    var attributes = Self.newAttributes
    try must(posix_spawnattr_init(&attributes), "its attributes")
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigemptyset(&signals)
    try must(posix_spawnattr_setsigmask(&attributes, &signals), "its signal mask")
    for signal in [SIGHUP, SIGINT, SIGQUIT, SIGPIPE, SIGALRM, SIGTERM, SIGCHLD, SIGUSR1, SIGUSR2] {
      sigaddset(&signals, signal)
    }
    try must(posix_spawnattr_setsigdefault(&attributes, &signals), "its signal handling")
    try must(posix_spawnattr_setpgroup(&attributes, 0), "its group")
    let flags =
      Int32(POSIX_SPAWN_SETPGROUP) | Int32(POSIX_SPAWN_SETSIGDEF)
      | Int32(POSIX_SPAWN_SETSIGMASK) | Self.closesOthers
    try must(posix_spawnattr_setflags(&attributes, Int16(flags)), "its flags")
    try body(&actions, &attributes)
  }

  /// Lends the strings as C wants them: pointers with a nil at the end.
  private func withCStrings(
    _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) throws -> Void
  ) throws {
    let pointers = strings.map { strdup($0) }
    defer { for pointer in pointers { free(pointer) } }
    try body(pointers + [nil])
  }
}
