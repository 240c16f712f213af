public import HTTP2

/// How a call ended, by its trailers: `grpc-status` and `grpc-message`.
public struct GRPCStatus: Hashable, Sendable, CustomStringConvertible {
  public var code: Code
  /// Decoded from its percent-encoding.
  public var message: String

  public init(_ code: Code, _ message: String = "") {
    self.code = code
    self.message = message
  }

  /// Reads a trailer section; nil if it has no `grpc-status` that is a number.
  public init?(trailers: [Header]) {
    guard let code = trailers.first("grpc-status").flatMap({ Int($0) }) else { return nil }
    self.code = Code(rawValue: code)
    self.message = trailers.first("grpc-message").map(PercentEncoding.decoded) ?? ""
  }

  /// The trailer section that says it.
  public var trailers: [Header] {
    var trailers = [Header("grpc-status", String(code.rawValue))]
    if !message.isEmpty {
      trailers.append(Header("grpc-message", PercentEncoding.encoded(message)))
    }
    return trailers
  }

  public var description: String {
    message.isEmpty ? code.description : "\(code): \(message)"
  }
}
