import HTTP2
import Referee
import SwiftProtobuf

/// A referee client and a referee server, connected, with a transcript each.
struct Conversation {
  let clientTranscript = Transcript(contract: .weather)
  let serverTranscript = Transcript(contract: .weather)
  let client: RefereeClient
  let server: RefereeServer

  init(client: PeerOptions = .init(), server: PeerOptions = .init()) async throws {
    self.server = try await RefereeServer.listen(options: server, transcript: serverTranscript)
    self.client = try await RefereeClient.connect(
      port: self.server.port, options: client, transcript: clientTranscript)
  }

  /// A call with both of its sides.
  func call(
    _ method: Contract.Method = .subscribe, metadata: [Header] = [], timeout: Duration? = nil
  ) async throws -> (RefereeCall, ServedCall?) {
    let call = try await client.call(method, metadata: metadata, timeout: timeout)
    return (call, await server.nextCall())
  }

  func close() async {
    await client.close()
    await server.close()
  }
}

typealias Request = Google_Protobuf_Mixin
typealias Package = Google_Protobuf_Field

/// A contract as small as they come, of messages that SwiftProtobuf brings.
extension Contract.Method {
  static let subscribe = Contract.Method(
    "/weather.Stations/Subscribe", request: Request.self, response: Package.self)
  static let upload = Contract.Method(
    "/weather.Stations/Upload", request: Package.self, response: Request.self)
}

extension Contract {
  static let weather = Contract([.subscribe, .upload], alwaysTelling: ["packed"], noun: "packages")
}

func package(_ value: String) -> Package {
  .with {
    $0.name = "6f1c0a52-5c1e-4f0e-9d3a-0123456789ab"
    $0.packed = true
    $0.jsonName = "Temperature"
    $0.defaultValue = value
  }
}
