import Foundation
import Testing

/// The transports that may carry a test's calls; `Tests/Transport/differential` runs all combinations.
enum TestedTransport: String {
  case nghttp2
  /// The official one, in a build with the trait `NIO`.
  case nio = "NIO"

  static let server = chosen(by: "DATAHUB_TEST_SERVER")
  static let client = chosen(by: "DATAHUB_TEST_CLIENT")

  private static func chosen(by variable: String) -> Self {
    guard let name = ProcessInfo.processInfo.environment[variable] else { return .nghttp2 }
    guard let transport = Self(rawValue: name) else { fatalError("\(variable)=\(name)") }
    #if !NIO
      precondition(transport == .nghttp2, "\(variable)=\(name) needs a build with --traits NIO")
    #endif
    return transport
  }
}

extension Trait where Self == ConditionTrait {
  /// For a test of what only this project's transport has.
  static func ours(_ reason: Comment) -> Self {
    .enabled(
      if: TestedTransport.server == .nghttp2 && TestedTransport.client == .nghttp2, reason)
  }
}
