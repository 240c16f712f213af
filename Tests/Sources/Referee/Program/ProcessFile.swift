#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// Files of /proc, whose length is not known before they are read.
enum ProcessFile {
  /// nil if it cannot be opened, as when the process is gone.
  static func read(_ path: String) -> String? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    if descriptor < 0 { return nil }
    defer { close(descriptor) }
    var octets: [UInt8] = []
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 16_384, alignment: 1)
    defer { buffer.deallocate() }
    while true {
      #if canImport(Darwin)
        let count = Darwin.read(descriptor, buffer.baseAddress, buffer.count)
      #else
        let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      #endif
      if count <= 0 { return String(decoding: octets, as: UTF8.self) }
      octets.append(contentsOf: buffer[..<count])
    }
  }
}
