internal import Referee

/// A program of the student's on a stage.
struct CastMember: Sendable {
  /// "DataHubServer" or "DataHubClient".
  var name: String
  var program: Program
}

extension ExitStatus {
  /// What a program did, as the end of a sentence: "exited with 1".
  var did: String {
    switch self {
    case .exited(let code): "exited with \(code)"
    case .signalled(let signal): "was ended by signal \(signal)"
    }
  }
}
