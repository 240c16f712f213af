internal import CProcess

#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// A pipe that no child inherits by itself.
struct Pipe {
  var read: Int32
  var write: Int32

  /// - Throws: ``RefereeError/cannotStart(_:)``: the process is out of descriptors.
  static func make() throws -> Pipe {
    var ends: [Int32] = [-1, -1]
    let failure = process_make_pipe(&ends)
    if failure != 0 {
      throw RefereeError.cannotStart("no pipe for a program: \(String(cString: strerror(failure)))")
    }
    return Pipe(read: ends[0], write: ends[1])
  }

  func close() {
    #if canImport(Darwin)
      _ = (Darwin.close(read), Darwin.close(write))
    #else
      _ = (Glibc.close(read), Glibc.close(write))
    #endif
  }
}
