internal import DataHubMessages
internal import Referee

extension RefereeCall {
  /// The end of a call because of a bad GUID: INVALID_ARGUMENT, the field named, and no message.
  ///
  /// - Parameter what: What is refused, as a phrase: "a subscription".
  @discardableResult
  func expectRefusal(
    of guid: GUIDClass, in what: String, try hint: String
  ) async throws -> GRPCStatus {
    let expected = "INVALID_ARGUMENT for \(what) with \(guid)"
    var event = await next()
    while case .headers? = event { event = await next() }
    if case .message(let octets, _)? = event {
      throw CheckFailure(
        expected: expected, received: "a message of \(octets.count) octets", try: hint)
    }
    let status: GRPCStatus
    do {
      status = try await expectStatus(.invalidArgument, expected, try: hint)
    } catch var failure as CheckFailure {
      if let code = ended?.status?.code, code != .ok {
        failure.hint = "Throw an RPCError, and with the code invalidArgument."
      }
      throw failure
    }
    try expect(
      status.message.contains("tracking_guid"), "a status message that names tracking_guid",
      received: quoted(status.message), try: "Say in the RPCError's message which field is bad.")
    return status
  }
}
