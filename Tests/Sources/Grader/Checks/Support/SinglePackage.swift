internal import DataHubMessages
internal import Referee

typealias SinglePackage = Datahub_RequestSendDataPackage

extension SinglePackage {
  /// A package of these values, as it is sent by itself.
  static func fresh(guid: String = freshGUID(), values: [String]) -> SinglePackage {
    var package = SinglePackage()
    package.trackingGuid = guid
    package.telemetryGuid = freshGUID()
    package.tagName = SeededRandom.current.tag()
    package.tagValue = values
    return package
  }
}

extension RefereeClient {
  /// Sends a package by itself, and half-closes.
  func send(_ package: SinglePackage) async throws -> RefereeCall {
    let call = try await call(Method.sendDataPackage)
    try await call.send(package, endStream: true)
    return call
  }
}
