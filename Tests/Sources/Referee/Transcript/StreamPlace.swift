/// A stream of a transcript.
public struct StreamPlace: Hashable, Sendable {
  /// Counted from 1.
  public var connection: Int
  public var stream: Int32

  public init(connection: Int, stream: Int32) {
    self.connection = connection
    self.stream = stream
  }
}
