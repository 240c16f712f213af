internal import DataHubServices
internal import GRPCCore

/// Gives packages out as DataHubServer does, without looking at GUIDs. A call whose metadata has a
/// `count` ends after so many packages.
struct Egress: Datahub_Egress.ServiceProtocol {
  let interval: Duration

  func getDataPackagesStream(
    request: ServerRequest<Datahub_RequestGetDataPackage>,
    context: ServerContext
  ) async throws -> StreamingServerResponse<Datahub_ResponseGetDataPackageStream> {
    let count = request.metadata[stringValues: "count"].first { _ in true }.flatMap(Int.init)
    return StreamingServerResponse { writer in
      if let count {
        for _ in 0..<count { try await writer.write(package(answering: request.message)) }
      } else {
        try await subscription(request.message, writer: writer, context: context)
      }
      return [:]
    }
  }

  private func subscription(
    _ request: Datahub_RequestGetDataPackage,
    writer: RPCWriter<Datahub_ResponseGetDataPackageStream>,
    context: ServerContext
  ) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        while true {
          try await writer.write(package(answering: request))
          if interval > .zero {
            try await Task.sleep(for: interval)
          } else {
            try Task.checkCancellation()
          }
        }
      }
      group.addTask { try await context.cancellation.cancelled }
      try await group.next()
      group.cancelAll()
    }
  }

  private func package(
    answering request: Datahub_RequestGetDataPackage
  ) -> Datahub_ResponseGetDataPackageStream {
    var package = Datahub_ResponseGetDataPackageStream()
    package.isSuccess = true
    package.trackingGuid = request.trackingGuid
    package.tagName = request.tagName
    // As many digits as ticks have. Nobody here looks at the time.
    package.tagValue = "638000000000000000"
    return package
  }
}
