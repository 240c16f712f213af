internal import GRPCCore

/// How a call went.
struct CallEnd: Sendable {
  let plan: Plan
  let route: Route
  let began: ContinuousClock.Instant
  let took: Duration
  /// Whether its task was cancelled before it ended.
  let wasCancelled: Bool
  let error: (any Error)?

  /// OK, or the status code.
  var status: String {
    switch error {
    case nil: "OK"
    case let error as RPCError: "\(error.code)"
    case is CancellationError: "CancellationError"
    case is EndedEarly: "OK, ended early"
    case is Wrong: "wrong answer"
    case let error?: "\(type(of: error))"
    }
  }
}
