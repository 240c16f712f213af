/// A call between End's programs and the referee, as it was on the wire: what a picture is drawn
/// from. Kept as JSON beside the picture.
public struct RecordedCall: Codable, Hashable, Sendable {
  /// What the picture shows, for those who do not see it.
  public var title: String
  /// What a message of the client, and one of the server, is called.
  public var request: String
  public var response: String
  public var events: [Event]

  public struct Event: Codable, Hashable, Sendable {
    /// Since the first event.
    public var milliseconds: Int
    public var from: Side
    /// The frame's type; absent for a note.
    public var frame: String?
    public var text: String
    public var endStream: Bool

    /// Whether it tells a whole message, which begins with its place: `2: …`.
    var isMessage: Bool {
      guard frame == "DATA", let colon = text.firstIndex(of: ":") else { return false }
      return Int(text[..<colon]) != nil
    }

    /// The octets of a frame that does not complete its message.
    var octetsOfPart: Int? {
      guard frame == "DATA", text.hasSuffix(" octets of a message") else { return nil }
      return Int(text.prefix { $0 != " " })
    }
  }

  public enum Side: String, Codable, Hashable, Sendable { case client, server, nobody }
}
