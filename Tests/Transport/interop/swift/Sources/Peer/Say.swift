#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// Writes a line to standard output at once, also into a pipe.
func say(_ line: String) {
  print(line)
  fflush(nil)
}
