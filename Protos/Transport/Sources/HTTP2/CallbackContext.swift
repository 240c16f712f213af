internal import CNghttp2

/// What nghttp2's callbacks receive: the way from C back to the delegate, and the header sections
/// that are not complete yet.
final class CallbackContext {
  /// Owns the session that owns this context, so that it outlives every callback.
  unowned let delegate: any SessionDelegate
  let configuration: Configuration
  private var headers: [Int32: [Header]] = [:]
  /// The size of the section that is being received, as RFC 9113, section 6.5.2, counts it.
  private var sectionSize = 0
  /// The CONTINUATION frames that it has had.
  private var continuations = 0
  /// The client's streams, on a server.
  private var opened: OpenedStreams?

  init(role: Role, delegate: any SessionDelegate, configuration: Configuration) {
    self.delegate = delegate
    self.configuration = configuration
    self.opened = role == .server ? OpenedStreams() : nil
  }

  /// Borrows the context that a session was made with. The session keeps it alive.
  static func from(_ pointer: UnsafeMutableRawPointer?) -> CallbackContext? {
    pointer.map { Unmanaged<CallbackContext>.fromOpaque($0).takeUnretainedValue() }
  }

  func beginHeaders(_ stream: Int32) {
    headers[stream] = []
    sectionSize = 0
    continuations = 0
  }

  /// Takes the head of a frame.
  ///
  /// - Returns: Whether the peer can be borne.
  func begin(_ head: nghttp2_frame_hd) -> Bool {
    switch head.frameType {
    case .continuation:
      continuations += 1
      return continuations <= configuration.maxContinuations
    case .headers:
      return opened?.open(head.stream_id) ?? true
    default:
      return true
    }
  }

  /// Takes a field of the section that is being received. One that is over the limit is decoded to
  /// its end, since the fields after it may refer to it, and not kept.
  ///
  /// - Returns: Whether the peer can be borne: a section without end is an attack.
  func receive(
    name: UnsafeBufferPointer<UInt8>, value: UnsafeBufferPointer<UInt8>, on stream: Int32
  ) -> Bool {
    sectionSize += name.count + value.count + 32
    guard let limit = configuration.maxHeaderListSize, sectionSize > limit else {
      headers[stream]?.append(
        Header(String(decoding: name, as: UTF8.self), String(decoding: value, as: UTF8.self)))
      return true
    }
    return sectionSize / 64 <= limit
  }

  private var isTooLarge: Bool { sectionSize > configuration.maxHeaderListSize ?? .max }

  func receivedFrame(_ frame: UnsafePointer<nghttp2_frame>) {
    let hd = frame.pointee.hd
    let endStream = hd.has(NGHTTP2_FLAG_END_STREAM)
    let block = headers.removeValue(forKey: hd.stream_id) ?? []
    if configuration.reportsFrames { delegate.received(Frame(frame, headers: block)) }
    switch hd.frameType {
    case .data:
      if endStream { delegate.receivedEndStream(on: hd.stream_id) }
      return
    case .headers:
      let kind = HeaderKind(frame.pointee.headers.cat, block)
      if isTooLarge {
        delegate.receivedTooLarge(
          headers: block, kind: kind, on: hd.stream_id, endStream: endStream)
      } else {
        delegate.received(headers: block, kind: kind, on: hd.stream_id, endStream: endStream)
      }
      if endStream { delegate.receivedEndStream(on: hd.stream_id) }
      return
    case .settings:
      if !hd.has(NGHTTP2_FLAG_ACK) { delegate.receivedSettings() }
    case .ping:
      if case .ping(let payload, isAck: true) = Frame(frame, headers: []).payload {
        delegate.receivedPingAck(payload)
      }
    case .goAway:
      if case .goAway(let last, let code, let debugData) = Frame(frame, headers: []).payload {
        delegate.receivedGoAway(lastStream: last, code, debugData: debugData)
      }
    default:
      break
    }
    delegate.receivedControlFrame(hd.frameType)
  }

  func sentFrame(_ frame: UnsafePointer<nghttp2_frame>) {
    let hd = frame.pointee.hd
    if hd.frameType == .headers, frame.pointee.headers.cat == NGHTTP2_HCAT_REQUEST {
      delegate.sentRequest(on: hd.stream_id)
    }
    guard configuration.reportsFrames else { return }
    var block: [Header] = []
    if frame.pointee.hd.frameType == .headers {
      let fields = UnsafeBufferPointer(
        start: frame.pointee.headers.nva, count: frame.pointee.headers.nvlen)
      block = fields.map { Header($0) }
    }
    delegate.sent(Frame(frame, headers: block))
  }

  func closed(_ stream: Int32, _ code: UInt32) {
    headers.removeValue(forKey: stream)
    delegate.closed(stream: stream, ErrorCode(rawValue: code))
  }
}

extension HeaderKind {
  /// A final response can follow informational ones, and then nghttp2 files it with the trailers.
  fileprivate init(_ category: nghttp2_headers_category, _ headers: [Header]) {
    let status = headers.first(":status")
    if category == NGHTTP2_HCAT_REQUEST {
      self = .request
    } else if let status {
      self = status.hasPrefix("1") ? .informational : .response
    } else {
      self = .trailers
    }
  }
}

extension Header {
  fileprivate init(_ field: nghttp2_nv) {
    self.init(
      String(decoding: UnsafeBufferPointer(start: field.name, count: field.namelen), as: UTF8.self),
      String(
        decoding: UnsafeBufferPointer(start: field.value, count: field.valuelen), as: UTF8.self))
  }
}
