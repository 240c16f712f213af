internal import DataHubMessages
internal import Foundation
internal import Referee

typealias UploadPackage = Datahub_RequestSendDataPackageStream
typealias UploadAnswer = Datahub_ResponseSendDataPackage
typealias Subscription = Datahub_RequestGetDataPackage
typealias EgressPackage = Datahub_ResponseGetDataPackageStream

extension UploadPackage {
  /// A good package with fresh GUIDs.
  static func sample(value: String = "638000000000000000") -> UploadPackage {
    var package = UploadPackage()
    package.trackingGuid = freshGUID()
    package.telemetryGuid = freshGUID()
    package.tagName = "DateTimeTicks"
    package.tagValue = value
    return package
  }

  /// The package with its prefix, made larger by an unknown field of `extra` octets.
  func framed(withExtra extra: Int) throws -> [UInt8] {
    let lengthDelimited = UInt8(15 << 3 | 2)
    var message: [UInt8] = try serializedBytes() + [lengthDelimited]
    var rest = extra
    while rest > 0x7f {
      message.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    message.append(UInt8(rest))
    message += Array(repeating: 0x78, count: extra)
    let length = UInt32(message.count).bigEndian
    return [0] + withUnsafeBytes(of: length, Array.init) + message
  }
}

extension UploadAnswer {
  /// What a server answers to a good package, or to an upload that ends with it.
  static func sample(to package: UploadPackage, count: Int) -> UploadAnswer {
    var answer = UploadAnswer()
    answer.isSuccess = true
    answer.trackingGuid = package.trackingGuid
    answer.dataPackageCount = Int32(clamping: count)
    return answer
  }
}

extension RefereeClient {
  /// Subscribes with a fresh GUID: the request and its half-close are sent.
  func subscribe(tag: String = "SomeTagName", timeout: Duration? = nil) async throws -> RefereeCall
  {
    var request = Subscription()
    request.trackingGuid = freshGUID()
    request.tagName = tag
    let call = try await call(Method.getDataPackagesStream, timeout: timeout)
    try await call.send(request, endStream: true)
    return call
  }

  /// Opens an exchange.
  func exchange() async throws -> RefereeCall {
    try await call(Method.exchangeDataPackages)
  }

  /// Opens an upload.
  func upload() async throws -> RefereeCall {
    try await call(Method.sendDataPackagesStream)
  }
}

/// Whether the text is a UUID of 36 characters, in either case.
func isUUID(_ text: String) -> Bool {
  text.utf8.count == 36 && UUID(uuidString: text) != nil
}
