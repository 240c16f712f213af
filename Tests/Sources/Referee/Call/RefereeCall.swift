public import SwiftProtobuf

/// A call that the referee makes as a client.
public final class RefereeCall: Call {
  public let stream: StreamHandle
  public let path: String
  /// When the request's headers were sent, since the start of the transcript.
  public let startedAt: Duration

  init(stream: StreamHandle, path: String, startedAt: Duration) {
    self.stream = stream
    self.path = path
    self.startedAt = startedAt
  }

  /// Sends a message with its prefix, and END_STREAM if asked to.
  public func send(_ message: some Message, endStream: Bool) async throws {
    try await send(
      bytes: MessageDecoder.framed(message.serializedBytes()), endStream: endStream)
  }

  /// Sends octets as they are, and END_STREAM if asked to.
  public func send(bytes: [UInt8], endStream: Bool) async throws {
    let id = id
    try await stream.run(otherwise: ()) { try $0.send(bytes, endStream: endStream, on: id) }
  }

  /// Sends END_STREAM.
  public func halfClose() async throws {
    try await send(bytes: [], endStream: true)
  }
}
