import DataHubMessages
import Referee
import SwiftProtobuf

/// A point of a call at which a caller may leave.
enum BreakingOff: CaseIterable, Sendable {
  case afterHeaders, withinPrefix, withinMessage, afterMessage, afterMessages, afterHalfClose

  /// Plays the call up to the point.
  func play(_ call: RefereeCall) async throws {
    let message = Bad.framed(try Bad.package.serializedBytes())
    switch self {
    case .afterHeaders: break
    case .withinPrefix: try await call.send(bytes: [UInt8](message.prefix(3)))
    case .withinMessage: try await call.send(bytes: [UInt8](message.prefix(20)))
    case .afterMessage: try await call.send(bytes: message)
    case .afterMessages:
      for _ in 0..<100 { try await call.send(bytes: message) }
    case .afterHalfClose:
      try await call.send(bytes: message)
      try await call.halfClose()
    }
  }
}
