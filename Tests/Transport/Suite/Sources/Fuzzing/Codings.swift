internal import GRPCCore
@testable internal import GRPCNghttp2Transport
internal import HTTP2

/// Everything that reads text or octets of a peer, each held to an inverse or to another reader.
struct Codings {
  private let octets: [UInt8]
  private let text: String
  private(set) var violations: [String] = []

  init(_ input: [UInt8]) {
    octets = input
    text = String(decoding: input, as: UTF8.self)
    checkMessages()
    checkPercentEncoding()
    checkBase64()
    checkTimeout()
    checkHeaders()
  }

  private mutating func expect(_ holds: Bool, _ rule: String) {
    if !holds { violations.append(rule) }
  }

  /// The first octet is the size of the reads.
  private mutating func checkMessages() {
    guard let size = octets.first.map({ max(1, Int($0)) }) else { return }
    let stream = Array(octets.dropFirst())
    var reader = MessageReader(limit: 1_000)
    var found: [[UInt8]] = []
    var isRefused = false
    for start in stride(from: 0, to: stream.count, by: size) where !isRefused {
      var part = Array(stream[start..<min(start + size, stream.count)])
      reader.append(&part)
      do {
        while let message = try reader.next() { found.append(Array(message)) }
        expect(reader.missing > 0, "an incomplete message lacks nothing")
      } catch {
        isRefused = true
      }
    }
    expect(reader.consumed == found.reduce(0) { $0 + 5 + $1.count }, "consumed is not what was")
    let all = Frames.Stream(data: stream).messages.all.map { Array($0) }
    expect(all.starts(with: found), "other messages are read than were sent")
    if !isRefused { expect(all.count == found.count, "messages are missing") }
  }

  private mutating func checkPercentEncoding() {
    let encoded = PercentEncoding.encode(text)
    expect(PercentEncoding.decode(encoded) == text, "grpc-message does not come back")
    _ = PercentEncoding.decode(text)
    expect(encoded.utf8.allSatisfy { 0x20...0x7e ~= $0 }, "grpc-message is not printable")
    let limit = Int(octets.first ?? 0)
    let cut = PercentEncoding.encode(text, limit: limit)
    expect(cut.utf8.count <= limit, "grpc-message is over its limit")
    expect(encoded.hasPrefix(cut), "grpc-message is cut within an escape")
  }

  private mutating func checkBase64() {
    var metadata: Metadata = [:]
    metadata.addBinary(octets, forKey: "octets-bin")
    let value = metadata.first { _ in true }?.value.encoded() ?? ""
    expect(Base64.decode(value) == octets, "base64 does not come back")
    if let decoded = Base64.decode(text) {
      expect(
        decoded.count == text.utf8.filter { $0 != UInt8(ascii: "=") }.count * 3 / 4,
        "base64 has another length")
    }
  }

  private mutating func checkTimeout() {
    guard let timeout = Timeout(text) else { return }
    let shortened = Timeout(timeout.shortened)
    expect(timeout.shortened.utf8.count <= 8, "GRPCCore cannot read the timeout")
    expect(shortened != nil, "a timeout is none once it is shortened")
    if timeout.amount <= 9_999_999 { expect(shortened == timeout, "a short timeout changes") }
  }

  /// Fields are lines, with a colon between name and value.
  private mutating func checkHeaders() {
    let headers = text.split(separator: "\n").compactMap { line -> Header? in
      let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      // nghttp2 hands over no other names.
      guard parts[0].utf8.allSatisfy({ 0x21...0x7e ~= $0 }) else { return nil }
      return Header(parts[0].lowercased(), parts.count > 1 ? String(parts[1]) : "")
    }
    let metadata = Metadata(response: headers)
    let again = Metadata(response: metadata.headers)
    expect(Array(again).count == Array(metadata).count, "metadata is lost on its way")
    _ = RequestHead(headers)
    let status = Status(trailers: headers)
    let trailers = [Header].trailers(status, metadata)
    let returned = Status(trailers: trailers)
    expect(returned.code == status.code, "a status does not come back")
    _ = Status(refusing: headers)
    // GRPCCore reads a call's timeout from its metadata, and would end the program at a bad one.
    for value in metadata[stringValues: "grpc-timeout"] {
      expect(Timeout(value).map { $0.shortened == value } == true, "GRPCCore is given \(value)")
    }
  }
}
