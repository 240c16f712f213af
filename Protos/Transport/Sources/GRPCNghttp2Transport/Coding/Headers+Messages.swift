internal import GRPCCore
internal import HTTP2

extension [Header] {
  /// The headers of a call.
  static func request(
    _ method: MethodDescriptor, authority: String, metadata: Metadata
  ) -> [Header] {
    [
      Header(":method", "POST"),
      Header(":scheme", "http"),
      Header(":path", "/" + method.fullyQualifiedMethod),
      Header(":authority", authority),
      Header("content-type", "application/grpc"),
      Header("te", "trailers"),
    ] + metadata.headers
  }

  /// The headers before the messages of a response.
  static func response(_ metadata: Metadata) -> [Header] {
    [Header(":status", "200"), Header("content-type", "application/grpc")] + metadata.headers
  }

  /// What ends a response. What is too long to be sent is cut, so that the end itself is not lost.
  static func trailers(_ status: Status, _ metadata: Metadata) -> [Header] {
    var headers = [Header("grpc-status", String(status.code.rawValue))]
    if !status.message.isEmpty {
      let message = PercentEncoding.encode(status.message, limit: 4_096)
      headers.append(Header("grpc-message", message))
    }
    let all = headers + metadata.headers
    return all.size <= maxSize ? all : headers
  }

  /// A response that is all status.
  static func trailersOnly(_ status: Status, _ metadata: Metadata = [:]) -> [Header] {
    [Header(":status", "200"), Header("content-type", "application/grpc")]
      + trailers(status, metadata)
  }

  /// The answer to a request with these headers and more, which are over the limit.
  func refusal(_ error: RPCError) -> [Header] {
    // 431 is for who does not speak gRPC (RFC 6585, section 5); the content-type may not have come.
    if first("content-type") != nil, !isGRPC { return [Header(":status", "431")] }
    return .trailersOnly(Status(code: Status.Code(error.code), message: error.message))
  }

  /// Whether `content-type` says gRPC, with or without a format.
  var isGRPC: Bool {
    guard let type = first("content-type")?.lowercased(), type.hasPrefix("application/grpc")
    else { return false }
    let rest = type.dropFirst("application/grpc".count)
    return rest.isEmpty || rest.hasPrefix("+") || rest.hasPrefix(";")
  }

  /// The octets of a header section that can be sent; nghttp2 refuses what encodes to 64 KiB.
  static var maxSize: Int { 60 * 1024 }

  /// The section's octets, as RFC 9113, section 6.5.2, counts them.
  var size: Int {
    reduce(0) { $0 + $1.name.utf8.count + $1.value.utf8.count + 32 }
  }
}
