internal import DataHubServices
internal import GRPCCore
internal import GRPCNghttp2Transport

/// Makes calls, and verifies what they get.
struct Caller: Sendable {
  let client: GRPCClient<Nghttp2ClientTransport>

  private var ingest: Datahub_Ingest.Client<Nghttp2ClientTransport> { .init(wrapping: client) }
  private var egress: Datahub_Egress.Client<Nghttp2ClientTransport> { .init(wrapping: client) }

  /// - Throws: ``Wrong`` for what cannot be, and otherwise what the call does.
  func make(_ plan: Plan) async throws {
    switch plan.kind {
    case .unary: try await unary(plan)
    case .upload: try await upload(plan)
    case .exchange: try await exchange(plan)
    case .subscription: try await subscription(plan)
    }
    if let expected = plan.expected { throw Wrong("OK instead of \(expected)") }
  }

  private func unary(_ plan: Plan) async throws {
    var package = Datahub_RequestSendDataPackage()
    package.trackingGuid = plan.guid(1)
    package.tagValue = [String(repeating: "v", count: plan.size(of: 1))]
    let answer = try await ingest.sendDataPackage(package, options: plan.options)
    try Wrong.unless(
      answer.isSuccess && answer.dataPackageCount == 1 && answer.trackingGuid == plan.guid(1),
      "answer \(answer)")
  }

  private func upload(_ plan: Plan) async throws {
    let answer = try await ingest.sendDataPackagesStream(options: plan.options) { writer in
      for number in 0..<plan.count { try await writer.write(plan.package(number + 1)) }
    }
    let last = plan.count == 0 ? "" : plan.guid(plan.count)
    try Wrong.unless(
      answer.isSuccess && answer.dataPackageCount == plan.count && answer.trackingGuid == last,
      "answer \(answer)")
  }

  private func exchange(_ plan: Plan) async throws {
    let (turns, turn) = AsyncStream.makeStream(of: Void.self)
    if plan.isSlow { turn.yield() } else { turn.finish() }
    try await ingest.exchangeDataPackages(options: plan.options) { writer in
      var turns = turns.makeAsyncIterator()
      for number in 0..<plan.count {
        if plan.isSlow { await turns.next() }
        try await writer.write(plan.package(number + 1))
      }
    } onResponse: { response in
      var (number, good) = (0, 0)
      for try await answer in response.messages {
        number += 1
        if number != plan.bad { good += 1 }
        try Wrong.unless(
          answer.isSuccess == (number != plan.bad) && answer.dataPackageCount == good
            && answer.trackingGuid == plan.guid(number)
            && answer.lastError.isEmpty == answer.isSuccess,
          "answer \(number): \(answer)")
        turn.yield()
      }
      try Wrong.unless(number == plan.count, "\(number) answers")
    }
  }

  private func subscription(_ plan: Plan) async throws {
    var request = Datahub_RequestGetDataPackage()
    request.trackingGuid = plan.guid(1)
    request.tagName = "tag of \(plan.seed)"
    try await egress.getDataPackagesStream(request, options: plan.options) { [request] response in
      var (count, ticks) = (0, Int64(0))
      for try await package in response.messages {
        let now = Int64(package.tagValue) ?? 0
        try Wrong.unless(
          package.isSuccess && package.trackingGuid == request.trackingGuid
            && package.tagName == request.tagName && package.lastError.isEmpty && now > ticks,
          "package \(count + 1) after \(ticks) ticks: \(package)")
        ticks = now
        count += 1
        if count == plan.count { return }
        if plan.isSlow { try await Task.sleep(for: .milliseconds(30)) }
      }
      throw EndedEarly()
    }
  }
}

extension Plan {
  fileprivate func package(_ number: Int) -> Datahub_RequestSendDataPackageStream {
    var package = Datahub_RequestSendDataPackageStream()
    package.trackingGuid = guid(number)
    package.tagName = "soak"
    package.tagValue = String(repeating: "v", count: size(of: number))
    return package
  }
}
