internal import HTTP2
internal import NIOCore

/// What a connection's handler knows of one stream. Lives on the event loop.
final class PeerStream {
  /// What follows the last octet to send.
  enum Ending {
    case endStream
    case trailers([Header])
  }

  let call: StreamHandle
  /// The words for the messages that the referee sends, and for those that it receives.
  private let outgoing: MessageWords?
  private let incoming: MessageWords?

  var toSend = ByteBuffer()
  var ending: Ending?
  var hasResponded = false
  var isDrained: Bool { toSend.readableBytes == 0 }
  /// Called once everything was let out, with true, or will never be.
  var drainWaiters: [@Sendable (Bool) -> Void] = []

  var isReading: Bool
  /// Octets that arrived and whose window was not given back.
  var withheld = 0
  /// Whether the peer's side ended.
  var hasEnded = false
  /// Whether the peer announced a message that is too long. What follows is not looked at.
  var isOverlong = false

  /// The messages that the frame in hand completed.
  var sentNow: [[UInt8]] = []
  var receivedNow: [[UInt8]] = []
  private var sender = MessageDecoder(limit: .max)
  private var receiver = MessageDecoder(limit: 16 << 20)
  private var sentCount = 0
  private var receivedCount = 0

  init(call: StreamHandle, path: String, role: Role, isReading: Bool) {
    let words = call.transcript.contract.words(of: path)
    self.call = call
    self.outgoing = role == .client ? words?.requests : words?.responses
    self.incoming = role == .client ? words?.responses : words?.requests
    self.isReading = isReading
  }

  /// - Throws: for a message of more than 16 MiB, four times what gRPC's servers and clients take.
  func receive(_ bytes: UnsafeRawBufferPointer) throws(MessageDecoder.TooLong) {
    receivedNow += try receiver.receive(bytes)
  }

  /// Moves the next octets into a frame.
  func fill(_ buffer: UnsafeMutableRawBufferPointer) -> Int {
    let count = min(buffer.count, toSend.readableBytes)
    toSend.readWithUnsafeReadableBytes { bytes in
      let bytes = UnsafeRawBufferPointer(rebasing: bytes[..<count])
      buffer.copyMemory(from: bytes)
      // Without a limit it does not throw.
      sentNow += (try? sender.receive(bytes)) ?? []
      return count
    }
    toSend.discardReadBytes()
    return count
  }

  /// The content of the lines that a DATA frame just sent or received makes.
  func takeLines(_ direction: TranscriptLine.Direction, length: Int) -> [Record.Content] {
    let messages: [[UInt8]]
    let words: MessageWords?
    var count: Int
    switch direction {
    case .sent:
      (messages, words, count) = (sentNow, outgoing, sentCount)
      sentNow = []
      sentCount += messages.count
    case .received, .note:
      (messages, words, count) = (receivedNow, incoming, receivedCount)
      receivedNow = []
      receivedCount += messages.count
    }
    if messages.isEmpty {
      return [.text(length == 0 ? "" : "\(length) octets of a message")]
    }
    return messages.map { octets in
      count += 1
      // A transcript is long; what is in a large message is not kept in it.
      return octets.count <= 8_192
        ? .message(words, number: count, octets) : .text("\(count): \(octets.count) octets")
    }
  }
}
