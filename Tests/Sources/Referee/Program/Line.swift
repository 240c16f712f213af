/// A line that a program printed.
public struct Line: Hashable, Sendable {
  /// Without its newline.
  public var text: String
  /// When its last octet was read, since the start of the transcript.
  public var time: Duration
}
