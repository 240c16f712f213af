import DataHubMessages
import HTTP2
import Referee

/// A referee client and a referee server, connected, with a transcript each.
struct Conversation {
  static let subscribe = "/datahub.Egress/GetDataPackagesStream"
  static let upload = "/datahub.Ingest/SendDataPackagesStream"

  let clientTranscript = Transcript()
  let serverTranscript = Transcript()
  let client: RefereeClient
  let server: RefereeServer

  init(client: PeerOptions = .init(), server: PeerOptions = .init()) async throws {
    self.server = try await RefereeServer.listen(options: server, transcript: serverTranscript)
    self.client = try await RefereeClient.connect(
      port: self.server.port, options: client, transcript: clientTranscript)
  }

  /// A call with both of its sides.
  func call(
    _ path: String = Conversation.subscribe, metadata: [Header] = [], timeout: Duration? = nil
  ) async throws -> (RefereeCall, ServedCall?) {
    let call = try await client.call(path, metadata: metadata, timeout: timeout)
    return (call, await server.nextCall())
  }

  func close() async {
    await client.close()
    await server.close()
  }
}

func package(_ value: String) -> Datahub_ResponseGetDataPackageStream {
  .with {
    $0.isSuccess = true
    $0.trackingGuid = "6f1c0a52-5c1e-4f0e-9d3a-0123456789ab"
    $0.tagName = "SomeTagName"
    $0.tagValue = value
  }
}
