internal import CProcess

/// A pipe that no child inherits by itself.
struct Pipe {
  var read: Int32
  var write: Int32

  /// Fails only when the process is out of descriptors, and then ends it: nothing can be judged.
  static func make() -> Pipe {
    var ends: [Int32] = [-1, -1]
    let failure = process_make_pipe(&ends)
    precondition(failure == 0, "no descriptors left for a pipe")
    return Pipe(read: ends[0], write: ends[1])
  }
}
