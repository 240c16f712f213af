internal import DataHub
internal import DataHubServices
internal import Foundation
internal import GRPCCore
internal import Logging

/// Gives packages out: each subscriber gets a stream of its own, at its own pace.
struct EgressService: Datahub_Egress.SimpleServiceProtocol {
  /// The time between two packages of a stream.
  let interval: Duration
  let logger: Logger

  func getDataPackagesStream(
    request: Datahub_RequestGetDataPackage,
    response: RPCWriter<Datahub_ResponseGetDataPackageStream>,
    context: ServerContext
  ) async throws {
    guard GUID.isValid(request.trackingGuid) else {
      throw RPCError(code: .invalidArgument, message: "tracking_guid is not a UUID")
    }
    defer { logger.info("stream closed", metadata: ["tracking_guid": "\(request.trackingGuid)"]) }

    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        while true {
          var package = Datahub_ResponseGetDataPackageStream()
          package.isSuccess = true
          package.trackingGuid = request.trackingGuid
          package.tagName = request.tagName
          var calendar = Calendar(identifier: .gregorian)
          calendar.timeZone = .gmt
          let yearOne = DateComponents(calendar: calendar, year: 1, month: 1, day: 1).date ?? .now
          let microseconds = Int64(Date().timeIntervalSince(yearOne) * 1_000_000)
          package.tagValue = String(microseconds * 10)
          try await response.write(package)
          try await pause(for: interval)
        }
      }
      group.addTask { try await context.cancellation.cancelled }
      try await group.next()
      group.cancelAll()
    }
  }
}
