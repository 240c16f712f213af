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
    let client = try await stage.server().connect()
    for (index, bad) in GUIDClass.bad().enumerated() {
      try await expectRefusal(client, of: bad, at: index % 4 + 1, in: 4)
    }
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
