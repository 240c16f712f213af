#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Descriptors that are taken so that nothing else in this process gets one.
struct Descriptors {
  private var taken: [Int32] = []

  /// Takes all that are left of 256.
  static func takeAll() -> Descriptors {
    var limit = rlimit(rlim_cur: 256, rlim_max: 256)
    #if canImport(Darwin)
      setrlimit(RLIMIT_NOFILE, &limit)
    #else
      setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    #endif
    var descriptors = Descriptors()
    while true {
      let descriptor = open("/dev/null", O_RDONLY)
      if descriptor < 0 { return descriptors }
      descriptors.taken.append(descriptor)
    }
  }

  /// Gives one back.
  ///
  /// - Returns: Its number, which the next that is opened gets.
  @discardableResult
  mutating func freeOne() -> Int32 {
    let descriptor = taken.removeLast()
    close(descriptor)
    return descriptor
  }

  static func isOpen(_ descriptor: Int32) -> Bool {
    fcntl(descriptor, F_GETFD) >= 0
  }
}
