internal import DataHubMessages
internal import Referee

extension Check {
  static let answersAfterHalfClose = Check(
    "3.1", "an upload is answered once, after the half-close",
    requirement: """
      The server answers when the client has said that it sends no more, and answers once.
      """,
    step: 1, takes: .milliseconds(1500)
  ) { stage in
    let client = try await stage.server().connect()
    let uploads = [
      try await SlowUpload(client, of: 0, holdingBack: .nothing),
      try await SlowUpload(client, of: 1, holdingBack: .package),
      try await SlowUpload(client, of: 2, holdingBack: .halfPackage),
      try await SlowUpload(client, of: 3, holdingBack: .nothing),
      try await SlowUpload(client, of: 1001, holdingBack: .package),
    ]
    // Time to answer too early: another upload comes and goes, and then some.
    _ = try await client.upload([freshGUID()]).expectAnswer("an answer after the half-close")
    try await uploads[0].expectNoAnswer(within: Patience.scaled(.milliseconds(1200)))
    try await client.ping()
    for upload in uploads { try await upload.expectNoAnswer(within: .zero) }

    // The half-close comes with the last octets, or after them.
    for (index, upload) in uploads.enumerated() { try await upload.end(inOne: index % 2 == 1) }
    for upload in uploads {
      let answer = try await upload.call.expectAnswer("the answer after the half-close")
      try expect(
        "an answer with data_package_count", answer.dataPackageCount, equals: Int32(upload.count))
    }
  }
}

/// An upload that waits before its end.
private struct SlowUpload {
  enum Part { case nothing, halfPackage, package }

  let call: RefereeCall
  let count: Int
  private let rest: [UInt8]

  init(_ client: RefereeClient, of count: Int, holdingBack part: Part) async throws {
    let octets = try (0..<count).map { _ in try UploadPackage.fresh().framed() }
    let last = octets.last?.count ?? 0
    let held =
      switch part {
      case .nothing: 0
      case .halfPackage: last / 2
      case .package: last
      }
    let all = octets.flatMap(\.self)
    self.count = count
    rest = all.suffix(held)
    call = try await client.upload()
    try await call.send(bytes: all.dropLast(held))
  }

  func expectNoAnswer(within cap: Duration) async throws {
    let early = try await call.nextMessage(UploadAnswer.self, within: cap)
    try expect(
      early == nil && call.ended == nil, "no answer before the half-close",
      received: early.map { "an answer that counts \($0.message.dataPackageCount)" }
        ?? call.ended.map { "\($0)" } ?? "",
      try: "Read the packages to their end before you return the answer.")
  }

  func end(inOne: Bool) async throws {
    try await call.send(bytes: rest, endStream: inOne)
    if !inOne { try await call.halfClose() }
  }
}
