import DataHubMessages
import Referee

/// Octets that are no gRPC message, or none that the contract allows; and two that are good.
struct Bad: Sendable {
  let name: String
  let octets: [UInt8]
  /// The status that it earns; any but OK if nil.
  var code: GRPCStatus.Code?

  static let guid = "6f1c0a52-5c1e-4f0e-9d3a-0123456789ab"
  static let subscription = Datahub_RequestGetDataPackage.with {
    $0.trackingGuid = guid
    $0.tagName = "SomeTagName"
  }
  /// Field 1 is the tracking GUID in every request.
  static let package = Datahub_RequestSendDataPackageStream.with { $0.trackingGuid = guid }

  static let all = [
    Bad(name: "a prefix cut short", octets: [0, 0, 0]),
    Bad(name: "a message cut short", octets: [0, 0, 0, 0, 100, 0x0a, 36]),
    Bad(
      name: "a prefix that announces 4 GiB", octets: [0, 255, 255, 255, 255, 1],
      code: .resourceExhausted),
    Bad(
      name: "5 MiB", octets: framed(.init(repeating: 0, count: 5 << 20)), code: .resourceExhausted),
    Bad(name: "a compressed message that nobody agreed on", octets: [1, 0, 0, 0, 2, 0x0a, 0]),
    Bad(name: "a flag that is neither 0 nor 1", octets: [2, 0, 0, 0, 2, 0x0a, 0]),
    Bad(name: "a field of a wire type that is none", octets: framed([0x0f, 1])),
    Bad(name: "a length beyond the message", octets: framed([0x0a, 100, 1])),
    Bad(name: "a varint that does not end", octets: framed(.init(repeating: 0xff, count: 12))),
    Bad(
      name: "a string that is not UTF-8",
      octets: framed([0x0a, 36] + guid.utf8 + [0x12, 2, 0xc3, 0x28])),
    Bad(name: "groups within groups", octets: framed(.init(repeating: 0x2b, count: 100_000))),
  ]

  static func framed(_ message: [UInt8], flag: UInt8 = 0) -> [UInt8] {
    let length = message.count
    return [flag] + [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: length >> $0) } + message
  }
}
