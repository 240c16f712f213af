internal import Foundation

#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// What keeps a program from the grader, where both are in one sandbox: limits, and another user.
///
/// By prlimit(1) and setpriv(1) of util-linux, which become the program, so that its process id stays.
public struct Confinement: Codable, Hashable, Sendable {
  /// The user id that programs run as; that of the grader if nil.
  public var user: UInt32?
  /// prlimit and setpriv, and what they are told; none if empty.
  public var launcher: [String]

  public init(user: UInt32? = nil, launcher: [String] = []) {
    self.user = user
    self.launcher = launcher
  }

  /// Makes a folder the program's own.
  func give(_ folder: String) throws {
    guard let user else { return }
    if chown(folder, user, user) != 0 {
      throw Trouble(
        "\(folder) cannot be given to another user: \(String(cString: strerror(errno))).",
        advice: "Run it again; does the sandbox still stand?")
    }
  }
}
