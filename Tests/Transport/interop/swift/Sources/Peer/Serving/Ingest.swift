internal import DataHubServices
internal import GRPCCore

/// Takes packages in as DataHubServer does, without looking at GUIDs. A unary call whose metadata
/// has `ask` is answered with that number of the tally.
struct Ingest: Datahub_Ingest.ServiceProtocol {
  let tally: Tally

  func sendDataPackage(
    request: ServerRequest<Datahub_RequestSendDataPackage>,
    context: ServerContext
  ) async throws -> ServerResponse<Datahub_ResponseSendDataPackage> {
    let asked = request.metadata[stringValues: "ask"].first { _ in true }
    let count = asked.map(tally.number(named:)) ?? 1
    return ServerResponse(message: answer(request.message.trackingGuid, count: count))
  }

  func sendDataPackagesStream(
    request: StreamingServerRequest<Datahub_RequestSendDataPackageStream>,
    context: ServerContext
  ) async throws -> ServerResponse<Datahub_ResponseSendDataPackage> {
    var count = 0
    var trackingGuid = ""
    for try await package in request.messages {
      count += 1
      trackingGuid = package.trackingGuid
    }
    return ServerResponse(message: answer(trackingGuid, count: count))
  }

  func exchangeDataPackages(
    request: StreamingServerRequest<Datahub_RequestSendDataPackageStream>,
    context: ServerContext
  ) async throws -> StreamingServerResponse<Datahub_ResponseSendDataPackage> {
    StreamingServerResponse { writer in
      var count = 0
      for try await package in request.messages {
        count += 1
        try await writer.write(answer(package.trackingGuid, count: count))
      }
      return [:]
    }
  }

  private func answer(_ trackingGuid: String, count: Int) -> Datahub_ResponseSendDataPackage {
    var answer = Datahub_ResponseSendDataPackage()
    answer.isSuccess = true
    answer.trackingGuid = trackingGuid
    answer.dataPackageCount = Int32(clamping: count)
    return answer
  }
}
