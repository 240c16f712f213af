#if canImport(Darwin)
  @preconcurrency internal import Darwin
#elseif canImport(Musl)
  @preconcurrency internal import Musl
#else
  @preconcurrency internal import Glibc
#endif

/// Has output go nowhere if whoever started the program has closed its stream.
///
/// What the program opens gets the lowest numbers that are free: what is printed would go to a socket's
/// peer, or to the files by which the event loops are woken. To be called before the first `print`.
public func openStandardStreams() {
  for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) < 0 {
    // Gets the number that is free.
    _ = open("/dev/null", O_RDWR)
  }
  #if !canImport(Musl)
    // Swift's runtime was here first, and needs what it has opened.
    if isTaken(STDOUT_FILENO), let nowhere = fopen("/dev/null", "w") { stdout = nowhere }
    if isTaken(STDERR_FILENO), let nowhere = fopen("/dev/null", "w") { stderr = nowhere }
  #endif
}

/// Whether the number is that of no file, pipe, terminal or socket.
private func isTaken(_ descriptor: Int32) -> Bool {
  var status = stat()
  return fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == 0
}

/// Makes `print` hand on each line as it ends, into a pipe as well, where whole blocks are usual.
///
/// Called before the first `print`.
public func bufferStandardOutputByLine() {
  setvbuf(stdout, nil, _IOLBF, 0)
}

/// Whether something that was printed could not be written, as to a disk that is full.
public var hasStandardOutputFailed: Bool { ferror(stdout) != 0 }

/// Writes `text` and a line break to standard error, at once.
public func printError(_ text: String) {
  fputs(text + "\n", stderr)
}
