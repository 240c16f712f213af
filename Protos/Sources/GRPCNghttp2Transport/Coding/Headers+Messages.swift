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

  /// What ends a response.
  static func trailers(_ status: Status, _ metadata: Metadata) -> [Header] {
    var headers = [Header("grpc-status", String(status.code.rawValue))]
    if !status.message.isEmpty {
      headers.append(Header("grpc-message", PercentEncoding.encode(status.message)))
    }
    return headers + metadata.headers
  }

  /// A response that is all status.
  static func trailersOnly(_ status: Status, _ metadata: Metadata = [:]) -> [Header] {
    [Header(":status", "200"), Header("content-type", "application/grpc")]
      + trailers(status, metadata)
  }

  /// Whether `content-type` says gRPC, with or without a format.
  var isGRPC: Bool {
    guard let type = first("content-type")?.lowercased(), type.hasPrefix("application/grpc")
    else { return false }
    let rest = type.dropFirst("application/grpc".count)
    return rest.isEmpty || rest.hasPrefix("+") || rest.hasPrefix(";")
  }
}
