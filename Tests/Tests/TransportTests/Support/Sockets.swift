import Foundation

/// This process's TCP sockets, where the system lists them.
enum Sockets {
  static let areListed = FileManager.default.fileExists(atPath: "/proc/self/fd")

  /// The sockets with that port at either end.
  static func count(port: Int) throws -> Int {
    let mine = try inodes()
    let table = try String(contentsOfFile: "/proc/self/net/tcp", encoding: .utf8)
    return table.split(separator: "\n").dropFirst().count { line in
      let fields = line.split(separator: " ")
      let ports = fields[1...2].map { $0.split(separator: ":").last.flatMap { Int($0, radix: 16) } }
      return ports.contains(port) && mine.contains(String(fields[9]))
    }
  }

  /// What the process's descriptors of sockets refer to.
  private static func inodes() throws -> Set<String> {
    let folder = "/proc/self/fd"
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
    let targets = names.compactMap {
      try? FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/\($0)")
    }
    return Set(
      targets.filter { $0.hasPrefix("socket:[") }.map { String($0.dropFirst(8).dropLast()) })
  }
}
