internal import DataHubMessages
internal import Referee

typealias Package = Datahub_ResponseGetDataPackageStream

/// A call of GetDataPackagesStream whose request was sent.
struct Subscription: Sendable {
  let call: RefereeCall
  let guid: String
  let tag: String

  /// The stream's next package, or a failure that says what came instead.
  func package(
    _ expected: String, within cap: Duration = Patience.cap, try hint: String? = nil
  ) async throws -> Arrived<Package> {
    try await call.expectMessage(Package.self, expected, within: cap, try: hint)
  }

  /// The stream's next packages, up to `count` of them.
  func packages(_ count: Int, try hint: String? = nil) async throws -> [Arrived<Package>] {
    var packages: [Arrived<Package>] = []
    for number in 1...count {
      packages.append(try await package("package \(number)", try: hint))
    }
    return packages
  }
}

extension RefereeClient {
  /// Subscribes to a tag.
  func subscribe(
    guid: String = freshGUID(), tag: String = "SomeTagName", timeout: Duration? = nil
  ) async throws -> Subscription {
    let call = try await call(Method.getDataPackagesStream, timeout: timeout)
    var request = Datahub_RequestGetDataPackage()
    request.trackingGuid = guid
    request.tagName = tag
    try await call.send(request, endStream: true)
    return Subscription(call: call, guid: guid, tag: tag)
  }
}
