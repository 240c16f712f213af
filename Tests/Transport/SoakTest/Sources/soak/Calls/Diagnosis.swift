internal import GRPCCore

/// Says why a call has ended as it did.
struct Diagnosis: Sendable {
  let outages: Outages

  /// - Returns: Nil for an end that nothing explains.
  func cause(of end: CallEnd) -> Cause? {
    guard let error = end.error else { return .nothing }
    if end.route == .damaged { return .damage }
    if error is Wrong { return nil }
    let code = (error as? RPCError)?.code
    if let code, code == end.plan.expected {
      return namesPackage(error, end.plan) ? .badInput : nil
    }
    if code == .deadlineExceeded || isCancellation(error) || error is EndedEarly {
      if let timeout = end.plan.timeout, end.took >= timeout { return .deadline }
    }
    if end.wasCancelled, isCancellation(error) { return .left }
    if let outage = outages.kind(from: end.began, to: end.began + end.took) {
      if code == .unavailable { return .restart }
      // Handlers are told and end their calls in their own ways; those that linger have their tasks
      // cancelled, which GRPCCore answers with UNKNOWN if there is still time.
      if outage == .graceful, isCancellation(error) || error is EndedEarly || code == .unknown {
        return .restart
      }
    }
    if end.route == .disturbed, code == .unavailable { return .fault }
    return nil
  }

  /// The server tells which package of an upload is bad.
  private func namesPackage(_ error: any Error, _ plan: Plan) -> Bool {
    guard plan.kind == .upload, let bad = plan.bad else { return true }
    return (error as? RPCError)?.message.hasPrefix("package \(bad):") == true
  }

  /// GRPCCore hands on a task's cancellation in three forms.
  private func isCancellation(_ error: any Error) -> Bool {
    guard let error = error as? RPCError else { return error is CancellationError }
    return error.code == .cancelled
      || error.code == .unknown
        && (error.cause is CancellationError || error.message == "CancellationError()")
  }
}
