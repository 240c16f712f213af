/// What a peer speaks, by its first octets.
enum Language {
  case http2
  /// HTTP/1.0, 1.1 or the like: lines of text.
  case http1
  case tls

  /// Nil if a client has said too little yet. What is neither of the others is taken for HTTP/2, and
  /// left to nghttp2 to refuse.
  init?(ofClient octets: some Collection<UInt8>) {
    // The first line of the preface (RFC 9113, section 3.4).
    let preface = "PRI * HTTP/2.0\r\n".utf8
    guard let first = octets.first else { return nil }
    switch first {
    case 0x16: self = .tls
    // A length, and a ClientHello as SSL 2.0 has it (RFC 5246, appendix E.2).
    case 0x80...0xff:
      guard octets.count >= 3 else { return nil }
      self = octets.dropFirst(2).first == 1 ? .tls : .http2
    case _ where preface.starts(with: octets.prefix(preface.count)):
      guard octets.count >= preface.count else { return nil }
      self = .http2
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"):
      self = .http1
    default: self = .http2
    }
  }

  /// Nil if a server has said too little yet.
  init?(ofServer octets: some Collection<UInt8>) {
    let version = "HTTP/".utf8
    guard let first = octets.first else { return nil }
    switch first {
    // An alert or a handshake: HTTP/2's first frame would be of more than a megabyte.
    case 0x15, 0x16: self = .tls
    case _ where version.starts(with: octets.prefix(version.count)):
      guard octets.count >= version.count else { return nil }
      self = .http1
    default: self = .http2
    }
  }

  /// What a server of HTTP/2 answers to a client that speaks this, so that its user can read it.
  var refusal: [UInt8] {
    switch self {
    case .http2:
      return []
    case .http1:
      let text = "This server speaks gRPC: HTTP/2 without TLS, from the first octet on.\n"
      return Array(
        """
        HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain\r\n\
        Content-Length: \(text.utf8.count)\r\nConnection: close\r\n\r\n\(text)
        """.utf8)
    case .tls:
      // A fatal alert, protocol_version (RFC 8446, section 6).
      return [0x15, 3, 3, 0, 2, 2, 70]
    }
  }
}
