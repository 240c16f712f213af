internal import CNghttp2

/// A call into nghttp2 that was refused.
public struct HTTP2Error: Error, Hashable, Sendable, CustomStringConvertible {
  /// The C function.
  public var call: String
  /// nghttp2's error code, negative.
  public var code: Int

  public var description: String {
    "\(call): \(String(cString: nghttp2_strerror(Int32(code)))) (\(code))"
  }
}

/// Throws unless `code`, the result of `call`, says success; returns it, as some results are ids.
@discardableResult
func check(_ call: String, _ code: Int32) throws(HTTP2Error) -> Int32 {
  if code < 0 { throw HTTP2Error(call: call, code: Int(code)) }
  return code
}
