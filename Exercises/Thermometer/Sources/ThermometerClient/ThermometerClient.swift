import GRPCCore
import GRPCNIOTransportHTTP2Posix
import Thermometer

@main struct ThermometerClient {
  static func main() async throws {
    try await withGRPCClient(
      transport: .http2NIOPosix(
        target: .ipv4(address: "127.0.0.1", port: 5002), transportSecurity: .plaintext)
    ) { client in
      let thermometer = Climate_Thermometer.Client(wrapping: client)
      print(try await thermometer.read(.with { $0.name = "kitchen" }).celsius)
    }
  }
}
