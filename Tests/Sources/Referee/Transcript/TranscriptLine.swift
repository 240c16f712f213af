/// One thing that happened on the wire, or was noted beside it, in words.
public struct TranscriptLine: Hashable, Sendable {
  public enum Direction: String, Sendable {
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
  /// What it says; of a message its place on its stream from 1 and its fields:
  /// `2: is_success true tag_value "6390…"`.
  public var text: String
  /// Whether it tells a whole message.
  public var isMessage: Bool
  public var endStream: Bool
}
