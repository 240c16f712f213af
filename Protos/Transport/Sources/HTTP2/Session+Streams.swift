internal import CNghttp2

extension Session {
  /// Opens a stream with a request.
  ///
  /// - Parameter hasBody: Whether DATA follows, from ``SessionDelegate/dataToSend(on:into:)``; if
  ///   not, the HEADERS frame carries END_STREAM.
  /// - Returns: The stream's id.
  public func request(_ headers: [Header], hasBody: Bool) throws(HTTP2Error) -> Int32 {
    let id = withFields(headers) { fields, count in
      withUnsafePointer(to: Self.body) { body in
        nghttp2_submit_request(handle, nil, fields, count, hasBody ? body : nil, nil)
      }
    }
    return try check("nghttp2_submit_request", id)
  }

  /// Answers a request: with a body, or with headers that end the stream.
  public func respond(_ headers: [Header], on stream: Int32, hasBody: Bool) throws(HTTP2Error) {
    let result = withFields(headers) { fields, count in
      withUnsafePointer(to: Self.body) { body in
        nghttp2_submit_response(handle, stream, fields, count, hasBody ? body : nil)
      }
    }
    try check("nghttp2_submit_response", result)
  }

  /// Says that a stream that had deferred has something to send. Harmless on any other stream.
  public func resumeData(on stream: Int32) {
    nghttp2_session_resume_data(handle, stream)
  }

  /// Queues RST_STREAM. Harmless on a stream that is closed.
  public func reset(_ stream: Int32, _ code: ErrorCode) {
    nghttp2_submit_rst_stream(handle, UInt8(NGHTTP2_FLAG_NONE.rawValue), stream, code.rawValue)
  }

  /// Gives `count` octets of the stream's window back to the peer. WINDOW_UPDATE is sent once half
  /// of the window is to be given back. Harmless on a stream that is closed.
  public func consume(_ count: Int, on stream: Int32) {
    nghttp2_session_consume_stream(handle, stream, count)
  }

  /// Gives `count` octets of the connection's window back to the peer.
  public func consumeConnection(_ count: Int) {
    nghttp2_session_consume_connection(handle, count)
  }

  /// Queues WINDOW_UPDATE at once, whatever was consumed: `increment` octets more on the stream, or
  /// on the connection for stream 0.
  public func windowUpdate(_ increment: Int, on stream: Int32) throws(HTTP2Error) {
    try check(
      "nghttp2_submit_window_update",
      nghttp2_submit_window_update(
        handle, UInt8(NGHTTP2_FLAG_NONE.rawValue), stream, Int32(clamping: increment)))
  }

  /// The octets that may still be sent on the stream before the peer gives more.
  public func remoteWindow(of stream: Int32) -> Int {
    Int(nghttp2_session_get_stream_remote_window_size(handle, stream))
  }

  /// The octets that may still be sent on the connection before the peer gives more.
  public var remoteConnectionWindow: Int {
    Int(nghttp2_session_get_remote_window_size(handle))
  }

  private static var body: nghttp2_data_provider {
    var provider = nghttp2_data_provider()
    provider.read_callback = readBody
    return provider
  }
}
