internal import DataHubServices
internal import GRPCCore
internal import SwiftProtobuf

extension Load {
  func unary(until end: Deadline) async throws -> Measured {
    let request = Datahub_RequestSendDataPackage.with {
      $0.trackingGuid = Self.guid
      $0.telemetryGuid = Self.guid
      $0.tagName = "Tag"
      $0.tagValue = [text]
    }
    var measured = Measured()
    while !end.hasPassed {
      let began = ContinuousClock.now
      _ = try await ingest.sendDataPackage(request)
      measured.add(roundTrip: began.duration(to: .now))
    }
    return measured
  }

  func upload(until end: Deadline) async throws -> Measured {
    let package = package
    let answer = try await ingest.sendDataPackagesStream { writer in
      while !end.hasPassed { try await writer.write(package) }
    }
    return Measured(messages: Int(answer.dataPackageCount))
  }

  func subscription(until end: Deadline) async throws -> Measured {
    let request = Datahub_RequestGetDataPackage.with {
      $0.trackingGuid = Self.guid
      $0.tagName = text
    }
    return try await egress.getDataPackagesStream(request) { response in
      var measured = Measured()
      for try await _ in response.messages {
        measured.messages += 1
        if end.hasPassed { break }
      }
      return measured
    }
  }

  func pingPong(until end: Deadline) async throws -> Measured {
    let package = package
    let (answers, answered) = AsyncStream.makeStream(of: Void.self)
    let results = AsyncStream.makeStream(of: Measured.self)
    try await ingest.exchangeDataPackages { writer in
      var measured = Measured()
      var answers = answers.makeAsyncIterator()
      while !end.hasPassed {
        let began = ContinuousClock.now
        try await writer.write(package)
        guard await answers.next() != nil else { break }
        measured.add(roundTrip: began.duration(to: .now))
      }
      results.continuation.yield(measured)
    } onResponse: { response in
      defer { answered.finish() }
      for try await _ in response.messages { answered.yield() }
    }
    return await results.stream.first { _ in true } ?? Measured()
  }

  private var package: Datahub_RequestSendDataPackageStream {
    .with {
      $0.trackingGuid = Self.guid
      $0.telemetryGuid = Self.guid
      $0.tagName = "Tag"
      $0.tagValue = text
    }
  }
}
