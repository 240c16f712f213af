#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// What the system tells of a process that runs. A figure that it does not tell is nil: so is each
/// one of a process that is no more, and the memory of a zombie.
struct ProcessFigures {
  let processID: Int32

  #if canImport(Darwin)
    /// The most memory that was resident, in octets.
    var peakMemory: Int? { positive(usage?.ri_lifetime_max_phys_footprint) }

    /// The memory that is resident, in octets.
    var residentMemory: Int? { positive(usage?.ri_phys_footprint) }

    /// What is resident of its own, which stands in no file, in octets.
    var anonymousMemory: Int? { residentMemory }

    /// What is resident of what it may share with others and stands in no file: not told apart.
    var sharedMemory: Int? { nil }

    /// The time that processors have worked for it, in all of its threads.
    var processorTime: Duration? {
      var base = mach_timebase_info_data_t()
      guard let usage, mach_timebase_info(&base) == KERN_SUCCESS, base.denom > 0 else { return nil }
      let (ticks, overflow) = usage.ri_user_time.addingReportingOverflow(usage.ri_system_time)
      if overflow { return nil }
      return .nanoseconds(1) * (Double(ticks) * Double(base.numer) / Double(base.denom))
    }

    /// How many threads it has.
    var threadCount: Int? {
      var task = proc_taskinfo()
      let size = Int32(MemoryLayout<proc_taskinfo>.size)
      guard proc_pidinfo(processID, PROC_PIDTASKINFO, 0, &task, size) == size else { return nil }
      return positive(UInt64(clamping: task.pti_threadnum))
    }

    private var usage: rusage_info_v4? {
      var usage = rusage_info_v4()
      let result = withUnsafeMutablePointer(to: &usage) {
        $0.withMemoryRebound(to: rusage_info_t?.self, capacity: 1) {
          proc_pid_rusage(processID, RUSAGE_INFO_V4, $0)
        }
      }
      return result == 0 ? usage : nil
    }

    private func positive(_ figure: UInt64?) -> Int? {
      figure.flatMap { $0 > 0 ? Int(exactly: $0) : nil }
    }
  #else
    /// The most memory that was resident, in octets.
    var peakMemory: Int? { octets("VmHWM:") }

    /// The memory that is resident, in octets.
    var residentMemory: Int? { octets("VmRSS:") }

    /// What is resident of its own, which stands in no file, in octets.
    var anonymousMemory: Int? { octets("RssAnon:") }

    /// What is resident of what it may share with others and stands in no file on a disk, in octets.
    var sharedMemory: Int? { octets("RssShmem:") }

    /// The time that processors have worked for it, in all of its threads.
    var processorTime: Duration? {
      var clock = clockid_t()
      var time = timespec()
      guard clock_getcpuclockid(processID, &clock) == 0, clock_gettime(clock, &time) == 0 else {
        return nil
      }
      return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }

    /// How many threads it has.
    var threadCount: Int? { status("Threads:") }

    private func octets(_ name: String) -> Int? {
      guard let kibibytes = status(name) else { return nil }
      let (octets, overflow) = kibibytes.multipliedReportingOverflow(by: 1024)
      return overflow ? nil : octets
    }

    /// A line of `/proc/PID/status`. A system that keeps the line and does not count says 0.
    private func status(_ name: String) -> Int? {
      let lines = ProcessFile.read("/proc/\(processID)/status")?.split(separator: "\n")
      guard let line = lines?.first(where: { $0.hasPrefix(name) }),
        let word = line.split(whereSeparator: { " \t".contains($0) }).dropFirst().first,
        let figure = Int(word), figure > 0
      else { return nil }
      return figure
    }
  #endif
}
