internal import DataHubMessages
internal import Referee

typealias UploadPackage = Datahub_RequestSendDataPackageStream
typealias UploadAnswer = Datahub_ResponseSendDataPackage
typealias Subscription = Datahub_RequestGetDataPackage
typealias EgressPackage = Datahub_ResponseGetDataPackageStream
typealias HubRequest = Datahub_RequestSubscribeDataPackages
typealias HubMessage = Datahub_ResponseSubscribeDataPackages

extension UploadPackage {
  /// A good package, as the client would send it now.
  static func fresh(
    guid: String = freshGUID(), tag: String = SeededRandom.current.tag()
  ) -> UploadPackage {
    var package = UploadPackage()
    package.trackingGuid = guid
    package.telemetryGuid = freshGUID()
    package.tagName = tag
    package.tagValue = String(Ticks.now())
    return package
  }

  /// Octets that are no package, with their prefix: a text of 100 octets, of which there is none.
  static let undecodable: [UInt8] = [0, 0, 0, 0, 2, 1 << 3 | 2, 100]

  /// The package with its prefix.
  func framed() throws -> [UInt8] {
    Self.framed(try serializedBytes())
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
    return Self.framed(message)
  }

  private static func framed(_ message: [UInt8]) -> [UInt8] {
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
