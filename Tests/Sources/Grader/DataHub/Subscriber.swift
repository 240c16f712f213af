internal import DataHubMessages
internal import Referee

/// A call of GetDataPackagesStream whose request was sent.
struct Subscriber: Sendable {
  let call: RefereeCall
  let guid: String
  let tag: String

  /// The stream's next package, or a failure that says what came instead.
  func package(
    _ expected: String, within cap: Duration = Patience.cap, try hint: String? = nil
  ) async throws -> Arrived<EgressPackage> {
    try await call.expectMessage(EgressPackage.self, expected, within: cap, try: hint)
  }

  /// The stream's next packages, up to `count` of them.
  func packages(_ count: Int, try hint: String? = nil) async throws -> [Arrived<EgressPackage>] {
    var packages: [Arrived<EgressPackage>] = []
    for number in 1...count {
      packages.append(try await package("package \(number)", try: hint))
    }
    return packages
  }
}

extension RefereeClient {
  /// Subscribes to a tag, and keeps what was asked for.
  func subscriber(
    guid: String = freshGUID(), tag: String = SeededRandom.current.tag(),
    timeout: Duration? = nil
  ) async throws -> Subscriber {
    let call = try await call(Method.getDataPackagesStream, timeout: timeout)
    var request = Subscription()
    request.trackingGuid = guid
    request.tagName = tag
    try await call.send(request, endStream: true)
    return Subscriber(call: call, guid: guid, tag: tag)
  }
  /// Subscribes with a fresh GUID: the request and its half-close are sent.
  func subscribe(
    tag: String = SeededRandom.current.tag(), timeout: Duration? = nil
  ) async throws -> RefereeCall {
    try await subscriber(tag: tag, timeout: timeout).call
  }
}
