/// One thing that happened on the wire, or was noted beside it, in words.
public struct TranscriptLine: Hashable, Sendable {
  public enum Direction: String, Codable, Sendable {
    /// By the referee.
    case sent = "→"
    /// From the program that is judged.
    case received = "←"
    /// No frame: what a program printed, or what a check did.
    case note = "·"
  }

  /// Since the start of the transcript.
  public var time: Duration
  public var direction: Direction
  /// Which connection, counted from 1; 0 for notes.
  public var connection: Int
  /// 0 for the connection itself, and for notes.
  public var stream: Int32
  /// The frame's type, such as "DATA"; for a note the program's output, such as "stdout", or empty.
  public var kind: String
  /// What it says: `is_success true tracking_guid 6f1c… tag_value "6390…"`.
  public var text: String
  public var endStream: Bool
}

extension TranscriptLine: Encodable {
  private enum Key: String, CodingKey {
    case milliseconds, direction, connection, stream, kind, text, endStream
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode((time / .microseconds(1)).rounded() / 1000, forKey: .milliseconds)
    try container.encode(direction, forKey: .direction)
    try container.encode(connection, forKey: .connection)
    try container.encode(stream, forKey: .stream)
    try container.encode(kind, forKey: .kind)
    try container.encode(text, forKey: .text)
    try container.encode(endStream, forKey: .endStream)
  }
}
