internal import CNghttp2

extension Session {
  /// Queues SETTINGS.
  public func submit(settings: [Setting]) throws(HTTP2Error) {
    let entries = try settings.map { setting throws(HTTP2Error) in
      guard let value = UInt32(exactly: setting.value) else {
        throw HTTP2Error(
          call: "\(setting)", code: Int(NGHTTP2_ERR_INVALID_ARGUMENT.rawValue))
      }
      return nghttp2_settings_entry(settings_id: Int32(setting.id.rawValue), value: value)
    }
    try check(
      "nghttp2_submit_settings",
      nghttp2_submit_settings(
        handle, UInt8(NGHTTP2_FLAG_NONE.rawValue), entries, entries.count))
  }

  /// Queues PING; the answer arrives at ``SessionDelegate/receivedPingAck(_:)``.
  public func ping(_ payload: UInt64) throws(HTTP2Error) {
    let result = withUnsafeBytes(of: payload.bigEndian) {
      nghttp2_submit_ping(
        handle, UInt8(NGHTTP2_FLAG_NONE.rawValue),
        $0.assumingMemoryBound(to: UInt8.self).baseAddress)
    }
    try check("nghttp2_submit_ping", result)
  }

  /// Queues GOAWAY with the highest stream id there is: the peer should open no more streams
  /// (RFC 9113, section 6.8). Follow it with ``goAway(_:debugData:)`` after a round trip.
  public func announceGoAway() throws(HTTP2Error) {
    try check("nghttp2_submit_shutdown_notice", nghttp2_submit_shutdown_notice(handle))
  }

  /// Queues GOAWAY with the last stream that was processed. Open streams go on; the session wants
  /// no more reads or writes once they are over.
  public func goAway(_ code: ErrorCode, debugData: String = "") throws(HTTP2Error) {
    let octets = Array(debugData.utf8)
    try check(
      "nghttp2_submit_goaway",
      nghttp2_submit_goaway(
        handle, UInt8(NGHTTP2_FLAG_NONE.rawValue),
        nghttp2_session_get_last_proc_stream_id(handle), code.rawValue, octets, octets.count))
  }

  /// Queues GOAWAY and ends the session: nothing else is sent or read.
  public func terminate(_ code: ErrorCode) throws(HTTP2Error) {
    try check(
      "nghttp2_session_terminate_session",
      nghttp2_session_terminate_session(handle, code.rawValue))
  }

  /// Whether new requests may be opened: no GOAWAY was sent or received, and ids are left.
  public var acceptsRequests: Bool { nghttp2_session_check_request_allowed(handle) != 0 }

  /// SETTINGS_MAX_CONCURRENT_STREAMS of the peer: how many streams may be open towards it.
  public var remoteMaxConcurrentStreams: Int {
    Int(nghttp2_session_get_remote_settings(handle, NGHTTP2_SETTINGS_MAX_CONCURRENT_STREAMS))
  }
}
