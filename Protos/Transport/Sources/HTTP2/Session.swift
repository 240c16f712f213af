internal import CNghttp2

/// One HTTP/2 connection's protocol state: octets in, octets out, and in between streams and frames.
///
/// It does no input or output of its own. A session is touched by one thread at a time (in the
/// transport and in the referee: by the event loop of its connection), which is why it is not
/// `Sendable`.
public final class Session {
  /// Freed in `deinit`, and used nowhere but in this module.
  let handle: OpaquePointer
  /// Lent to C as the callbacks' context; lives as long as the handle.
  private let context: CallbackContext

  /// Makes a session and queues its SETTINGS (a client's are preceded by the connection preface).
  ///
  /// The delegate owns the session and must outlive it.
  public init(
    role: Role, configuration: Configuration, delegate: any SessionDelegate
  ) throws(HTTP2Error) {
    let context = CallbackContext(
      role: role, delegate: delegate, configuration: configuration)
    let callbacks = try make("nghttp2_session_callbacks_new") {
      nghttp2_session_callbacks_new(&$0)
    }
    defer { nghttp2_session_callbacks_del(callbacks) }
    registerCallbacks(callbacks)
    let options = try make("nghttp2_option_new") { nghttp2_option_new(&$0) }
    defer { nghttp2_option_del(options) }
    nghttp2_option_set_no_auto_window_update(options, 1)
    // Peers do send values that end in a space (a message for people may), against RFC 9113,
    // section 8.2.1; to reset the stream would hide what they have to say.
    cnghttp2_option_allow_spaces_around_values(options)
    cnghttp2_option_allow_stream_resets(options)
    // The callbacks' context counts them, as earlier versions do not; not those of a section that
    // nghttp2 ignores. nghttp2 counts a frame again for each part that arrives of its nine octets.
    cnghttp2_option_set_max_continuations(options, 9 * configuration.maxContinuations)

    let user = Unmanaged.passUnretained(context).toOpaque()
    switch role {
    case .client:
      handle = try make("nghttp2_session_client_new2") {
        nghttp2_session_client_new2(&$0, callbacks, user, options)
      }
    case .server:
      handle = try make("nghttp2_session_server_new2") {
        nghttp2_session_server_new2(&$0, callbacks, user, options)
      }
    }
    self.context = context

    try submit(settings: configuration.settings(for: role))
    try check(
      "nghttp2_session_set_local_window_size",
      nghttp2_session_set_local_window_size(
        self.handle, 0, 0, Int32(clamping: configuration.connectionWindowSize)))
  }

  deinit {
    nghttp2_session_del(handle)
  }

  /// Feeds octets from the peer.
  ///
  /// A peer's violation of the protocol does not throw: the session queues the GOAWAY or RST_STREAM
  /// that RFC 9113 asks for, but for what the transport's README lists. What throws is octets that
  /// are not HTTP/2, and floods.
  public func receive(_ bytes: UnsafeRawBufferPointer) throws(HTTP2Error) {
    let count = nghttp2_session_mem_recv(
      handle, bytes.assumingMemoryBound(to: UInt8.self).baseAddress, bytes.count)
    if count < 0 { throw HTTP2Error(call: "nghttp2_session_mem_recv", code: count) }
  }

  /// Hands out octets for the peer, frame by frame, until there are none or `limit` is reached.
  ///
  /// - Returns: The octets handed out; fewer than `limit` means that nothing is left.
  public func send(
    atMost limit: Int, to body: (UnsafeRawBufferPointer) -> Void
  ) throws(HTTP2Error) -> Int {
    var total = 0
    while total < limit {
      var bytes: UnsafePointer<UInt8>?
      let count = nghttp2_session_mem_send(handle, &bytes)
      if count < 0 { throw HTTP2Error(call: "nghttp2_session_mem_send", code: count) }
      if count == 0 { break }
      body(UnsafeRawBufferPointer(start: bytes, count: count))
      total += count
    }
    return total
  }

  /// nghttp2's version, that of the library that the program has met: 0x013400 is 1.52.0.
  public static var libraryVersion: Int { Int(nghttp2_version(0)?.pointee.version_num ?? 0) }

  /// Whether the session waits for octets; with ``wantsWrite`` false too, the connection is over.
  public var wantsRead: Bool { nghttp2_session_want_read(handle) != 0 }

  /// Whether the session has octets to send.
  public var wantsWrite: Bool { nghttp2_session_want_write(handle) != 0 }
}

extension Configuration {
  /// The CONTINUATION frames of a header section: it is bounded by its size, and so by as many as
  /// bring 16 octets of it.
  var maxContinuations: Int { max(8, (maxHeaderListSize ?? 65_536) / 16) }

  fileprivate func settings(for role: Role) -> [Setting] {
    var settings = [Setting(.initialWindowSize, initialWindowSize)]
    if role == .client { settings.append(Setting(.enablePush, 0)) }
    if let maxConcurrentStreams {
      settings.append(Setting(.maxConcurrentStreams, maxConcurrentStreams))
    }
    if maxFrameSize != 16_384 { settings.append(Setting(.maxFrameSize, maxFrameSize)) }
    if let maxHeaderListSize { settings.append(Setting(.maxHeaderListSize, maxHeaderListSize)) }
    return settings
  }
}
