internal import GRPCCore
internal import HTTP2

extension Status {
  /// The status that trailers carry; UNKNOWN if they carry none.
  init(trailers: [Header]) {
    let text = trailers.first("grpc-status")
    guard let text, let code = Int(text).flatMap(Code.init(rawValue:)) else {
      let message = text.map { "grpc-status is \($0)" } ?? "the trailers have no grpc-status"
      self.init(code: .unknown, message: message)
      return
    }
    self.init(
      code: code, message: trailers.first("grpc-message").map(PercentEncoding.decode) ?? "")
  }

  /// Why `headers` do not begin a gRPC response; nil if they do.
  init?(refusing headers: [Header]) {
    guard headers.first(":status") == "200" else {
      let code = headers.first(":status").flatMap { Int($0) } ?? 0
      let known = headers.first("grpc-status") != nil && headers.isGRPC
      self = known ? Status(trailers: headers) : Status(httpStatusCode: code)
      return
    }
    guard headers.isGRPC else {
      let type = headers.first("content-type") ?? "missing"
      self.init(code: .unknown, message: "the response's content-type is \(type)")
      return
    }
    if let encoding = headers.first("grpc-encoding"), encoding != "identity" {
      self.init(
        code: .internalError, message: "the response's compression \(encoding) is not supported")
      return
    }
    return nil
  }
}
