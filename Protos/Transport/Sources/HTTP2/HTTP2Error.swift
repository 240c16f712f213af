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

/// What `call` makes: an object that it puts where it is told, and of which the caller is the owner.
func make(
  _ call: String, _ body: (inout OpaquePointer?) -> Int32
) throws(HTTP2Error) -> OpaquePointer {
  var object: OpaquePointer?
  try check(call, body(&object))
  guard let object else { throw HTTP2Error(call: call, code: Int(NGHTTP2_ERR_NOMEM.rawValue)) }
  return object
}
