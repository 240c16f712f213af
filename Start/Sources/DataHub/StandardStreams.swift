#if canImport(Darwin)
  @preconcurrency internal import Darwin
#elseif canImport(Musl)
  @preconcurrency internal import Musl
#else
  @preconcurrency internal import Glibc
#endif

/// Makes `print` hand on each line as it ends, into a pipe as well, where whole blocks are usual.
///
/// Called before the first `print`.
public func bufferStandardOutputByLine() {
  setvbuf(stdout, nil, _IOLBF, 0)
}

/// Writes `text` and a line break to standard error, at once.
public func printError(_ text: String) {
  fputs(text + "\n", stderr)
}
