import DataHubMessages
import Foundation
import Referee
import TestSupport
import Testing

@testable import Grader

/// DataHub in a transcript's words.
@Suite struct ContractTests {
  private let guid = "6f1c0a52-5c1e-4f0e-9d3a-0123456789ab"

  /// The words for one request and one response of a method.
  private func words(
    _ method: Contract.Method, _ request: any Message, _ response: any Message
  ) async throws -> [String] {
    let transcript = Transcript(contract: .dataHub)
    let server = try await RefereeServer.listen(transcript: Transcript())
    let client = try await RefereeClient.connect(port: server.port, transcript: transcript)
    let call = try await client.call(method)
    let served = try #require(await server.nextCall())
    try await call.send(request, endStream: true)
    try await served.send(response)
    try await served.finish()
    #expect(await call.end()?.status?.code == .ok)
    await client.close()
    await server.close()
    return transcript.lines.filter { $0.kind == "DATA" }.map(\.text)
  }

  private func answer(_ isSuccess: Bool) -> Datahub_ResponseSendDataPackage {
    .with {
      $0.isSuccess = isSuccess
      $0.lastError = isSuccess ? "" : "no GUID"
      $0.trackingGuid = guid
      $0.dataPackageCount = isSuccess ? 7 : 0
    }
  }

  @Test func `A subscription and its packages`() async throws {
    let request = Datahub_RequestGetDataPackage.with {
      $0.trackingGuid = guid
      $0.tagName = "SomeTagName"
    }
    let package = Datahub_ResponseGetDataPackageStream.with {
      $0.isSuccess = true
      $0.trackingGuid = guid
      $0.tagName = "SomeTagName"
      $0.tagValue = "638000000000000000"
    }
    #expect(
      try await words(.getDataPackagesStream, request, package) == [
        #"1: tracking_guid 6f1c… tag_name "SomeTagName""#,
        """
        1: is_success true tracking_guid 6f1c… tag_name "SomeTagName" \
        tag_value "638000000000000000"
        """,
      ])
  }

  @Test func `Packages that go in, and their answers, good and bad`() async throws {
    let package = Datahub_RequestSendDataPackageStream.with {
      $0.trackingGuid = guid
      $0.telemetryGuid = guid
      $0.tagValue = "1"
    }
    for method in [Contract.Method.sendDataPackagesStream, .exchangeDataPackages] {
      #expect(
        try await words(method, package, answer(true)) == [
          #"1: tracking_guid 6f1c… telemetry_guid 6f1c… tag_value "1""#,
          "1: is_success true tracking_guid 6f1c… data_package_count 7",
        ])
    }
    let values = Datahub_RequestSendDataPackage.with { $0.tagValue = ["1", "2"] }
    #expect(
      try await words(.sendDataPackage, values, answer(false)) == [
        #"1: tag_value "1" tag_value "2""#,
        #"1: is_success false last_error "no GUID" tracking_guid 6f1c…"#,
      ])
  }

  @Test
  func `The methods are those of datahub.proto, and messages of others are told by their length`()
    async throws
  {
    let proto = try String(
      contentsOf: Root.folder.appending(path: "Protos/datahub.proto"), encoding: .utf8)
    var (service, said) = ("", [String]())
    for line in proto.split(separator: "\n") {
      if let match = line.firstMatch(of: /^service (\w+)/) { service = "\(match.1)" }
      let rpc = /rpc (\w+)\((?:stream )?(\w+)\) returns \((?:stream )?(\w+)\)/
      guard let match = line.firstMatch(of: rpc) else { continue }
      said.append("/datahub.\(service)/\(match.1) datahub.\(match.2) datahub.\(match.3)")
    }
    let known = Contract.Method.all.map { method in
      "\(method.path) \(method.request.protoMessageName) \(method.response.protoMessageName)"
    }
    #expect(known == said)
    let other = Contract.Method(
      "/datahub.Egress/Other", request: Datahub_RequestGetDataPackage.self,
      response: Datahub_RequestGetDataPackage.self)
    #expect(
      try await words(other, other.request.init(), other.response.init())
        == ["1: 0 octets", "1: 0 octets"])
  }
}
