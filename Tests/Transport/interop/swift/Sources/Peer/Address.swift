internal import ArgumentParser

/// A server's IPv4 address and port, as in 127.0.0.1:5001.
struct Address: ExpressibleByArgument, Sendable {
  let host: String
  let port: Int

  init?(argument: String) {
    let parts = argument.split(separator: ":")
    guard parts.count == 2, let port = Int(parts[1]) else { return nil }
    host = String(parts[0])
    self.port = port
  }
}
