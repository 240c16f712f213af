internal import HTTP2
internal import NIOCore

/// What a connection's handler knows of one stream. Lives on the event loop.
final class PeerStream {
  /// What follows the last octet to send.
  enum Ending {
    case endStream
    case trailers([Header])
  }

  let call: CallStream
  /// The messages that the referee sends, and those that it receives.
  let outgoing: Contract.Side
  let incoming: Contract.Side

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

  /// The messages that the frame in hand completed.
  var sentNow: [[UInt8]] = []
  var receivedNow: [[UInt8]] = []
  private var sender = MessageDecoder()
  private var receiver = MessageDecoder()
  private var sentCount = 0
  private var receivedCount = 0

  init(call: CallStream, path: String, role: Role, isReading: Bool) {
    let (request, response) = Contract.sides(of: path)
    self.call = call
    self.outgoing = role == .client ? request : response
    self.incoming = role == .client ? response : request
    self.isReading = isReading
  }

  func receive(_ bytes: UnsafeRawBufferPointer) {
    receivedNow += receiver.receive(bytes)
  }

  /// Moves the next octets into a frame.
  func fill(_ buffer: UnsafeMutableRawBufferPointer) -> Int {
    let count = min(buffer.count, toSend.readableBytes)
    toSend.readWithUnsafeReadableBytes { bytes in
      let bytes = UnsafeRawBufferPointer(rebasing: bytes[..<count])
      buffer.copyMemory(from: bytes)
      sentNow += sender.receive(bytes)
      return count
    }
    toSend.discardReadBytes()
    return count
  }

  /// The content of the lines that a DATA frame just sent or received makes.
  func takeLines(_ direction: TranscriptLine.Direction, length: Int) -> [Record.Content] {
    let messages: [[UInt8]]
    let side: Contract.Side
    var count: Int
    switch direction {
    case .sent:
      (messages, side, count) = (sentNow, outgoing, sentCount)
      sentNow = []
      sentCount += messages.count
    case .received, .note:
      (messages, side, count) = (receivedNow, incoming, receivedCount)
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
        ? .message(side, number: count, octets) : .text("\(count): \(octets.count) octets")
    }
  }
}
