internal import Referee

/// A status code of a call that failed, and its name in GRPCCore.
struct FailureCode: Sendable {
  let code: GRPCStatus.Code
  let name: String

  static let cancelled = FailureCode(1, "cancelled")
  static let deadlineExceeded = FailureCode(4, "deadlineExceeded")

  /// Every code but OK and UNAVAILABLE, which says that the same call may succeed a little later.
  static let final: [FailureCode] = [
    cancelled, FailureCode(2, "unknown"), FailureCode(3, "invalidArgument"), deadlineExceeded,
    FailureCode(5, "notFound"), FailureCode(6, "alreadyExists"), FailureCode(7, "permissionDenied"),
    FailureCode(8, "resourceExhausted"), FailureCode(9, "failedPrecondition"),
    FailureCode(10, "aborted"),
    FailureCode(11, "outOfRange"), FailureCode(12, "unimplemented"),
    FailureCode(13, "internalError"), FailureCode(15, "dataLoss"),
    FailureCode(16, "unauthenticated"),
  ]

  /// Every code but OK.
  static let all = final + [FailureCode(14, "unavailable")]

  private init(_ number: Int, _ name: String) {
    code = .init(rawValue: number)
    self.name = name
  }
}
