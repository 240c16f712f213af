internal import Referee

/// A way to lose a server, after which it may be found again.
enum Loss: String, CaseIterable {
  case cut = "the connection is cut"
  case closed = "the server closes the connection"
  case unavailable = "the call ends with UNAVAILABLE"

  /// This one, and then the others: a server that is started again is lost in more than one way.
  var andOthers: [Loss] { [self] + Self.allCases.filter { $0 != self } }

  func happen(to call: ServedCall, _ transcript: Transcript) async throws {
    transcript.note(rawValue)
    switch self {
    case .cut: await call.cutConnection()
    case .closed: await call.closeConnection()
    case .unavailable: try await call.finish(.unavailable, message: "the hub is shut down")
    }
  }
}
