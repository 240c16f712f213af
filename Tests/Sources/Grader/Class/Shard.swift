internal import Foundation

/// A part of a class, for one of several machines: by a hash of the id, so that a new student moves
/// nobody from one machine to another.
public struct Shard: Codable, Hashable, Sendable, CustomStringConvertible {
  /// From 1 to `count`.
  public let index: Int
  public let count: Int

  /// Reads `1/3`; nil for anything else.
  public init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let index = parts[0], let count = parts[1], count > 0,
      (1...count).contains(index)
    else { return nil }
    self.index = index
    self.count = count
  }

  public var description: String { "\(index)/\(count)" }

  public func holds(_ id: String) -> Bool {
    var input = BuildInput()
    input.add(Data(id.utf8))
    return (UInt64(input.name, radix: 16) ?? 0) % UInt64(count) == UInt64(index - 1)
  }
}
