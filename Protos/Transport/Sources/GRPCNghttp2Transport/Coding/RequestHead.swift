internal import GRPCCore
internal import HTTP2

/// What the headers of a request ask for: a call, or to be turned away.
enum RequestHead {
  case call(MethodDescriptor, Metadata, Timeout?)
  /// The headers of the whole answer.
  case rejected([Header])

  init(_ headers: [Header]) {
    guard headers.first(":method") == "POST" else {
      self = .rejected([Header(":status", "405"), Header("allow", "POST")])
      return
    }
    guard headers.isGRPC else {
      self = .rejected([Header(":status", "415")])
      return
    }
    // `te` may be missing, as proxies remove what is meant for one hop; nghttp2 refuses other values.
    if let encoding = headers.first("grpc-encoding"), encoding != "identity" {
      let message = "compression \(encoding) is not supported"
      self = .rejected(
        .trailersOnly(Status(code: .unimplemented, message: message))
          + [Header("grpc-accept-encoding", "identity")])
      return
    }
    guard let method = MethodDescriptor(path: headers.first(":path") ?? "") else {
      let message = "no method has the path \(headers.first(":path") ?? "")"
      self = .rejected(.trailersOnly(Status(code: .unimplemented, message: message)))
      return
    }
    self = .call(
      method, Metadata(request: headers), headers.first("grpc-timeout").flatMap { Timeout($0) })
  }
}

extension MethodDescriptor {
  /// Nil unless `path` is `/service/method`.
  fileprivate init?(path: String) {
    guard path.hasPrefix("/"), let slash = path.lastIndex(of: "/"), slash > path.startIndex
    else { return nil }
    let service = path[path.index(after: path.startIndex)..<slash]
    let method = path[path.index(after: slash)...]
    guard !service.isEmpty, !method.isEmpty else { return nil }
    self.init(fullyQualifiedService: String(service), method: String(method))
  }
}
