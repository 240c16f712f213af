/// A line of the transcript before it is put into words: messages are decoded when someone reads.
struct Record: Sendable {
  enum Content: Sendable {
    case text(String)
    /// The message's place on its stream from 1, and its octets. Without words it is told by its
    /// length.
    case message(MessageWords?, number: Int, [UInt8])
  }

  var time: Duration
  var direction = TranscriptLine.Direction.note
  var connection = 0
  var stream: Int32 = 0
  var kind = ""
  var content: Content
  var endStream = false

  init(time: Duration, kind: String = "", text: String) {
    self.time = time
    self.kind = kind
    self.content = .text(text)
  }

  init(
    time: Duration, direction: TranscriptLine.Direction, connection: Int, stream: Int32,
    kind: String, content: Content, endStream: Bool = false
  ) {
    self.time = time
    self.direction = direction
    self.connection = connection
    self.stream = stream
    self.kind = kind
    self.content = content
    self.endStream = endStream
  }

  var line: TranscriptLine {
    let (text, isMessage) =
      switch content {
      case .text(let text): (text, false)
      case .message(let words, let number, let octets):
        ("\(number): \(words?.text(of: octets) ?? "\(octets.count) octets")", true)
      }
    return TranscriptLine(
      time: time, direction: direction, connection: connection, stream: stream, kind: kind,
      text: text, isMessage: isMessage, endStream: endStream)
  }
}
