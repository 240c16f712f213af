internal import DataHubMessages
internal import Referee

extension Check {
  static let refusesBadUpload = Check(
    "5.5", "an upload with a bad package is refused, and the package named",
    requirement: """
      A package whose tracking_guid is no UUID ends SendDataPackagesStream with INVALID_ARGUMENT; \
      the message names the field and the package's position, counted from 1.
      """,
    step: 3
  ) { stage in
    let server = try await stage.server()
    let client = try await server.connect()
    for (index, bad) in GUIDClass.bad().enumerated() {
      try await expectRefusal(client, of: bad, at: index % 4 + 1, in: 4)
    }
    for bad in GUIDClass.bad() where bad.text.isEmpty {
      let packages = [UploadPackage.fresh(), UploadPackage(), .fresh()]
      try await client.upload(packages).expectRefusal(
        of: bad, in: "package 2 of 3, which has no octets",
        try: "Check each package's GUID in the loop, and throw an RPCError.")
    }
    // Whatever place a call takes is free when it was refused, and when it was reset.
    // But a server may refuse whoever resets 200 streams in 30 s on one connection (CVE-2023-44487).
    for _ in 1...4 {
      let other = try await server.connect()
      for _ in 1...25 {
        try await expectRefusal(other, of: .bad()[1], at: 1, in: 1)
        for call in [try await other.upload(), try await other.exchange()] {
          try await call.send(UploadPackage.fresh())
          try await call.reset()
        }
        try await Task.sleep(for: .milliseconds(4))
      }
      await other.close()
    }
    let exchange = try await client.exchange()
    try await exchange.send(UploadPackage.fresh())
    _ = try await exchange.expectMessage(
      UploadAnswer.self, "an answer in an exchange, as 100 others have left")
    for position in [1, stage.random.number(10...30), 300] {
      try await expectRefusal(client, of: .bad()[1], at: position, in: 300)
    }
    for good in GUIDClass.good() {
      let packages = [UploadPackage.fresh(guid: good.text), .fresh()]
      let answer = try await client.upload(packages).expectAnswer("an answer in spite of \(good)")
      try expectWhole("the answer to an upload with \(good)", answer, equals: .total(of: packages))
    }
  }

  private static func expectRefusal(
    _ client: RefereeClient, of bad: GUIDClass, at position: Int, in count: Int
  ) async throws {
    var guids = (1...count).map { _ in freshGUID() }
    guids[position - 1] = bad.text
    let status = try await client.upload(guids).expectRefusal(
      of: bad, in: "package \(position) of \(count)",
      try: "Check each package's GUID in the loop, and throw an RPCError.")
    let numbers = status.message.split { !$0.isASCII || !$0.isNumber }
    try expect(
      numbers.contains("\(position)"), "a status message that names package \(position)",
      received: quoted(status.message),
      try: numbers.contains("\(position - 1)") ? "Positions count from 1." : nil)
  }
}
