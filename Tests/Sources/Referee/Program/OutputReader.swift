#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// Reads the outputs of a program on a thread of its own until the program has ended.
struct OutputReader {
  /// Descriptors that do not block, and where their octets go.
  var outputs: [(descriptor: Int32, log: LineLog)]
  /// A pipe whose other end is closed once the program has ended.
  var wake: Int32

  /// Reads everything that the program printed, then closes the descriptors.
  func run(now: () -> Duration) {
    var polled = (outputs.map(\.descriptor) + [wake]).map {
      pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
    }
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 65_536, alignment: 1)
    defer { buffer.deallocate() }
    var hasEnded = false
    while !hasEnded {
      if poll(&polled, nfds_t(polled.count), -1) < 0 { continue }
      hasEnded = polled[outputs.count].revents != 0
      // What a program left in its pipes is there when it has ended: no more than a pipe holds is
      // read then, as a process it left behind may go on writing.
      for (index, output) in outputs.enumerated() where hasEnded || polled[index].revents != 0 {
        for _ in 0..<(hasEnded ? 32 : 1) where polled[index].fd >= 0 {
          let count = read(output.descriptor, buffer.baseAddress, buffer.count)
          if count > 0 {
            output.log.receive(UnsafeRawBufferPointer(rebasing: buffer[..<count]), at: now())
          } else if count == 0 {
            polled[index].fd = -1
          } else {
            break
          }
        }
      }
    }
    for output in outputs {
      output.log.finish(at: now())
      close(output.descriptor)
    }
    close(wake)
  }
}
