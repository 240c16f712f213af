import GRPCCore
import GRPCNIOTransportHTTP2Posix
import Thermometer

@main struct ThermometerServer {
  static func main() async throws {
    let thermometer = ThermometerService(interval: .seconds(1)) { $0 == "kitchen" ? 21.5 : nil }
    let server = GRPCServer(
      transport: .http2NIOPosix(
        address: .ipv4(host: "127.0.0.1", port: 5002), transportSecurity: .plaintext),
      services: [thermometer])
    try await server.serve()
  }
}
