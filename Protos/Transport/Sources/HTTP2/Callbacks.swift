internal import CNghttp2

/// Registers the callbacks: each recovers its context, forwards and returns. One that was called
/// without what nghttp2 promises ends the session.
func registerCallbacks(_ callbacks: OpaquePointer) {
  nghttp2_session_callbacks_set_on_begin_headers_callback(callbacks) { _, frame, context in
    guard let frame, let context = CallbackContext.from(context) else { return failure }
    context.beginHeaders(frame.pointee.hd.stream_id)
    return 0
  }
  nghttp2_session_callbacks_set_on_begin_frame_callback(callbacks) { _, head, context in
    guard let head, let context = CallbackContext.from(context) else { return failure }
    return context.begin(head.pointee) ? 0 : failure
  }
  nghttp2_session_callbacks_set_on_header_callback(callbacks) {
    _, frame, name, nameLength, value, valueLength, _, context in
    guard let frame, let context = CallbackContext.from(context) else { return failure }
    let isBorne = context.receive(
      name: UnsafeBufferPointer(start: name, count: nameLength),
      value: UnsafeBufferPointer(start: value, count: valueLength),
      on: frame.pointee.hd.stream_id)
    return isBorne ? 0 : failure
  }
  // Without this, nghttp2 leaves such a field out since 1.64, and resets the stream before; RFC 9113,
  // section 8.2.1, has the message be malformed.
  nghttp2_session_callbacks_set_on_invalid_header_callback(callbacks) { _, _, _, _, _, _, _, _ in
    NGHTTP2_ERR_TEMPORAL_CALLBACK_FAILURE.rawValue
  }
  nghttp2_session_callbacks_set_on_frame_recv_callback(callbacks) { _, frame, context in
    guard let frame, let context = CallbackContext.from(context) else { return failure }
    context.receivedFrame(frame)
    return 0
  }
  nghttp2_session_callbacks_set_on_frame_send_callback(callbacks) { _, frame, context in
    guard let frame, let context = CallbackContext.from(context) else { return failure }
    context.sentFrame(frame)
    return 0
  }
  nghttp2_session_callbacks_set_on_stream_close_callback(callbacks) { _, stream, code, context in
    guard let context = CallbackContext.from(context) else { return failure }
    context.closed(stream, code)
    return 0
  }
  nghttp2_session_callbacks_set_on_data_chunk_recv_callback(callbacks) {
    session, _, stream, bytes, count, context in
    guard let context = CallbackContext.from(context) else { return failure }
    if context.configuration.givesConnectionWindowBack {
      nghttp2_session_consume_connection(session, count)
    }
    if context.configuration.givesStreamWindowBack {
      nghttp2_session_consume_stream(session, stream, count)
    }
    context.delegate.received(
      data: UnsafeRawBufferPointer(start: bytes, count: count), on: stream)
    return 0
  }
}

private let failure = NGHTTP2_ERR_CALLBACK_FAILURE.rawValue

/// Asks the delegate for the next octets of a stream's body.
func readBody(
  session: OpaquePointer?, stream: Int32, buffer: UnsafeMutablePointer<UInt8>?, length: Int,
  flags: UnsafeMutablePointer<UInt32>?, source: UnsafeMutablePointer<nghttp2_data_source>?,
  context: UnsafeMutableRawPointer?
) -> Int {
  let buffer = UnsafeMutableRawBufferPointer(start: buffer, count: length)
  guard let flags, let context = CallbackContext.from(context) else { return Int(failure) }
  switch context.delegate.dataToSend(on: stream, into: buffer) {
  case .deferred:
    return Int(NGHTTP2_ERR_DEFERRED.rawValue)
  case .bytes(let count):
    return count
  case .end(let count):
    flags.pointee |= NGHTTP2_DATA_FLAG_EOF.rawValue
    return count
  case .trailers(let count, let headers):
    flags.pointee |= NGHTTP2_DATA_FLAG_EOF.rawValue | NGHTTP2_DATA_FLAG_NO_END_STREAM.rawValue
    let result = withFields(headers) { nghttp2_submit_trailer(session, stream, $0, $1) }
    return result == 0 ? count : Int(NGHTTP2_ERR_TEMPORAL_CALLBACK_FAILURE.rawValue)
  case .failed:
    return Int(NGHTTP2_ERR_TEMPORAL_CALLBACK_FAILURE.rawValue)
  }
}

/// Lends `headers` in nghttp2's form; nghttp2 copies what it keeps.
func withFields<Result>(
  _ headers: [Header], _ body: (UnsafePointer<nghttp2_nv>?, Int) -> Result
) -> Result {
  var octets: [UInt8] = []
  for header in headers {
    octets.append(contentsOf: header.name.utf8)
    octets.append(contentsOf: header.value.utf8)
  }
  return octets.withUnsafeMutableBufferPointer { octets in
    var next = octets.baseAddress
    var fields: [nghttp2_nv] = []
    fields.reserveCapacity(headers.count)
    for header in headers {
      let (nameLength, valueLength) = (header.name.utf8.count, header.value.utf8.count)
      fields.append(
        nghttp2_nv(
          name: next, value: next.map { $0 + nameLength }, namelen: nameLength,
          valuelen: valueLength, flags: UInt8(NGHTTP2_NV_FLAG_NONE.rawValue)))
      next = next.map { $0 + nameLength + valueLength }
    }
    return fields.withUnsafeBufferPointer { body($0.baseAddress, $0.count) }
  }
}
