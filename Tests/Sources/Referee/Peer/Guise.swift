internal import HTTP2

/// How a client introduces itself: the fields that its requests have and their order, as widespread
/// clients have them, so that no server can tell the referee from one of those.
public enum Guise: Hashable, Sendable, CaseIterable {
  /// It says nothing of itself, as DataHub's own client does on either transport.
  case grpcSwift
  case grpcGo, grpcJava, grpcPython

  /// - Parameters:
  ///   - authority: `host:port`.
  ///   - timeout: What `grpc-timeout` says; without it there is none.
  func headers(path: String, authority: String, timeout: Duration?) -> [Header] {
    let words: [(String, String?)] =
      switch self {
      case .grpcSwift:
        [
          (":method", "POST"), (":scheme", "http"), (":path", path), (":authority", authority),
          ("content-type", "application/grpc"), ("te", "trailers"),
          ("grpc-timeout", timeout?.asTimeout),
        ]
      case .grpcGo:
        [
          (":method", "POST"), (":scheme", "http"), (":path", path), (":authority", authority),
          ("content-type", "application/grpc"), ("user-agent", "grpc-go/1.76.0"),
          ("te", "trailers"), ("grpc-timeout", timeout?.asTimeout),
        ]
      case .grpcJava:
        [
          (":authority", authority), (":path", path), (":method", "POST"), (":scheme", "http"),
          ("content-type", "application/grpc"), ("te", "trailers"),
          ("user-agent", "grpc-java-netty/1.76.0"), ("grpc-accept-encoding", "gzip"),
          ("grpc-timeout", timeout?.asTimeout),
        ]
      case .grpcPython:
        [
          (":path", path), (":authority", authority), (":method", "POST"), (":scheme", "http"),
          ("te", "trailers"), ("content-type", "application/grpc"),
          ("user-agent", "grpc-python/1.76.0 grpc-c/51.0.0 (linux; chttp2)"),
          ("grpc-accept-encoding", "identity, deflate, gzip"),
          ("grpc-timeout", timeout?.asTimeout),
        ]
      }
    return words.compactMap { name, value in value.map { Header(name, $0) } }
  }
}

extension Duration {
  /// The value of `grpc-timeout`, in the finest unit that takes at most 7 digits: some servers read
  /// no more, though the specification has 8.
  fileprivate var asTimeout: String {
    let units: [(String, Duration)] = [
      ("n", .nanoseconds(1)), ("u", .microseconds(1)), ("m", .milliseconds(1)), ("S", .seconds(1)),
    ]
    for (name, unit) in units where self < unit * 10_000_000 {
      return "\(max(0, Int(self / unit)))\(name)"
    }
    return "9999999S"
  }
}
