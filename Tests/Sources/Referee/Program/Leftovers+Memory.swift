#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif
internal import Foundation

extension Leftovers {
  /// Memory that the descendants of this process hold, in octets: what is gone when they end. It is
  /// their own, what they share (each of them counts it), what files in memory hold that they have
  /// open, and System V's segments, whoever made these. 0 where the system has no /proc.
  public static func memory() -> Int {
    memory(of: all()) + segments(in: ProcessFile.read("/proc/sysvipc/shm") ?? "")
  }

  static func memory(of processes: [Process]) -> Int {
    var octets = 0
    var files: [String: Int] = [:]
    for process in processes {
      let figures = ProcessFigures(processID: process.processID)
      octets += (figures.anonymousMemory ?? 0) + (figures.sharedMemory ?? 0)
      files.merge(filesInMemory(of: process)) { old, _ in old }
    }
    return files.values.reduce(octets, +)
  }

  /// What files hold that memfd_create has made and the process has open: octets, by device and number.
  private static func filesInMemory(of process: Process) -> [String: Int] {
    let folder = "/proc/\(process.processID)/fd"
    let manager = FileManager.default
    var files: [String: Int] = [:]
    for name in (try? manager.contentsOfDirectory(atPath: folder)) ?? [] {
      let target = try? manager.destinationOfSymbolicLink(atPath: "\(folder)/\(name)")
      var file = stat()
      guard target?.hasPrefix("/memfd:") == true, stat("\(folder)/\(name)", &file) == 0 else {
        continue
      }
      files["\(file.st_dev) \(file.st_ino)"] = Int(file.st_blocks) * 512
    }
    return files
  }

  /// What is resident of the segments of a list whose first line names its columns: octets.
  static func segments(in list: String) -> Int {
    let rows = list.split(separator: "\n").map { $0.split(separator: " ") }
    guard let column = rows.first?.firstIndex(of: "rss") else { return 0 }
    return rows.dropFirst().reduce(0) { $0 + ($1.count > column ? Int($1[column]) ?? 0 : 0) }
  }
}
