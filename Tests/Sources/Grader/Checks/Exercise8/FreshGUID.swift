internal import DataHubMessages
internal import Referee

extension ServedHub {
  /// Throws if the request has the tracking_guid of the call before.
  func expectFreshGUID(after last: ServedHub) throws(CheckFailure) {
    try expect(
      request.trackingGuid != last.request.trackingGuid, "a request with a fresh tracking_guid",
      received: "\(quoted(last.request.trackingGuid)), as in the call before",
      try: "Each call has a request of its own: give it GUID.random().")
  }
}
