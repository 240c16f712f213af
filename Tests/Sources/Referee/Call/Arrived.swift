/// A message, and when it arrived.
public struct Arrived<Message: Sendable>: Sendable {
  public var message: Message
  /// Since the start of the transcript, taken when the octets arrived.
  public var time: Duration

  public init(message: Message, time: Duration) {
    self.message = message
    self.time = time
  }
}

extension Arrived: Equatable where Message: Equatable {}
extension Arrived: Hashable where Message: Hashable {}
