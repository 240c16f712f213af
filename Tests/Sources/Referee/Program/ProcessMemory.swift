#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// The memory of a process, in octets.
struct ProcessMemory {
  var peak: Int
  var resident: Int

  /// nil if there is no such process.
  init?(of processID: Int32) {
    #if canImport(Darwin)
      var usage = rusage_info_v4()
      let result = withUnsafeMutablePointer(to: &usage) {
        $0.withMemoryRebound(to: rusage_info_t?.self, capacity: 1) {
          proc_pid_rusage(processID, RUSAGE_INFO_V4, $0)
        }
      }
      if result != 0 { return nil }
      peak = Int(usage.ri_lifetime_max_phys_footprint)
      resident = Int(usage.ri_phys_footprint)
    #else
      guard let status = ProcessFile.read("/proc/\(processID)/status"),
        let peak = Self.kilobytes("VmHWM:", in: status),
        let resident = Self.kilobytes("VmRSS:", in: status)
      else { return nil }
      self.peak = peak * 1024
      self.resident = resident * 1024
    #endif
  }

  private static func kilobytes(_ name: String, in status: String) -> Int? {
    for line in status.split(separator: "\n") where line.hasPrefix(name) {
      return line.split(whereSeparator: { " \t".contains($0) }).dropFirst().first.flatMap {
        Int($0)
      }
    }
    return nil
  }
}
