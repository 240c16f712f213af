internal import GRPCCore
internal import HTTP2

/// Headers that gRPC itself reads and writes.
private let reserved: Set<String> = [
  "content-type", "te", "grpc-status", "grpc-message", "grpc-encoding", "grpc-accept-encoding",
]

extension Metadata {
  /// What a request's headers say to the application: all of them, as the official transport does.
  init(request headers: [Header]) {
    self.init()
    for header in headers {
      if header.name.hasSuffix("-bin") {
        addBinaries(header)
      } else if header.name == "grpc-timeout" {
        // GRPCCore ends the program at a negative one, and so is given nothing but timeouts.
        if let timeout = Timeout(header.value) {
          addString(timeout.shortened, forKey: header.name)
        }
      } else {
        addString(header.value, forKey: header.name)
      }
    }
  }

  /// What a response's headers say to the application.
  init(response headers: [Header]) {
    self.init(
      request: headers.filter { !$0.name.hasPrefix(":") && !reserved.contains($0.name) })
  }

  /// Several values may come in one field, with commas between them.
  private mutating func addBinaries(_ header: Header) {
    for value in header.value.split(separator: ",", omittingEmptySubsequences: false) {
      let value = String(value.drop(while: { $0 == " " }))
      if let octets = Base64.decode(value) {
        addBinary(octets, forKey: header.name)
      } else {
        addString(value, forKey: header.name)
      }
    }
  }

  /// The metadata as headers, without those that only gRPC itself may write.
  var headers: [Header] {
    compactMap { key, value in
      let name = key.lowercased()
      if reserved.contains(name) || name.hasPrefix(":") { return nil }
      let value = value.encoded()
      if name == "grpc-timeout" { return Header(name, Timeout(value)?.shortened ?? value) }
      return Header(name, value)
    }
  }
}
