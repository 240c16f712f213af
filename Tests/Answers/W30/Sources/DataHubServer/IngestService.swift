internal import DataHub
internal import DataHubServices
internal import GRPCCore
internal import Logging

/// Takes packages in: by themselves, as an upload, or in an exchange.
struct IngestService: Datahub_Ingest.SimpleServiceProtocol {
  let logger: Logger

  func sendDataPackage(
    request: Datahub_RequestSendDataPackage,
    context: ServerContext
  ) async throws -> Datahub_ResponseSendDataPackage {
    guard GUID.isValid(request.trackingGuid) else {
      throw RPCError(code: .invalidArgument, message: "tracking_guid is not a UUID")
    }

    var answer = Datahub_ResponseSendDataPackage()
    answer.isSuccess = true
    answer.trackingGuid = request.trackingGuid
    answer.dataPackageCount = 1
    return answer
  }

  func sendDataPackagesStream(
    request: RPCAsyncSequence<Datahub_RequestSendDataPackageStream, any Error>,
    context: ServerContext
  ) async throws -> Datahub_ResponseSendDataPackage {
    var packages: [Datahub_RequestSendDataPackageStream] = []
    for try await package in request {
      packages.append(package)
    }

    var answer = Datahub_ResponseSendDataPackage()
    answer.isSuccess = true
    answer.trackingGuid = packages.last?.trackingGuid ?? ""
    answer.dataPackageCount = Int32(packages.count)
    return answer
  }

  func exchangeDataPackages(
    request: RPCAsyncSequence<Datahub_RequestSendDataPackageStream, any Error>,
    response: RPCWriter<Datahub_ResponseSendDataPackage>,
    context: ServerContext
  ) async throws {
    var count: Int32 = 0
    for try await package in request {
      count += 1
      var answer = Datahub_ResponseSendDataPackage()
      answer.isSuccess = true
      answer.trackingGuid = package.trackingGuid
      answer.dataPackageCount = count
      try await response.write(answer)
    }
  }
}
