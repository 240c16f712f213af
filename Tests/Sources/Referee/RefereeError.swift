/// The referee could not do what it was asked to.
public enum RefereeError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Nothing accepted the connection; the text is the system's.
  case cannotConnect(String)
  /// The system gave no port to listen at.
  case cannotListen
  /// A connection that is one too many; it is closed.
  case tooManyConnections
  /// The connection was over.
  case connectionClosed
  /// The stream was over on the referee's side.
  case streamClosed
  /// The peer did not answer a PING in time.
  case noAnswerToPing
  /// Octets that are no message of this type.
  case undecodable(String)
  /// A program could not be started; the text is the system's.
  case cannotStart(String)

  public var description: String {
    switch self {
    case .cannotConnect(let reason): "cannot connect: \(reason)"
    case .cannotListen: "no port to listen at"
    case .tooManyConnections: "too many connections"
    case .connectionClosed: "the connection is closed"
    case .streamClosed: "the stream is closed"
    case .noAnswerToPing: "a PING was not answered"
    case .undecodable(let type): "a message that is no \(type)"
    case .cannotStart(let reason): "cannot start a program: \(reason)"
    }
  }
}
