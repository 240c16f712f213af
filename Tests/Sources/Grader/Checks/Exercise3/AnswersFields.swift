internal import DataHubMessages
internal import Referee

extension Check {
  static let answersFields = Check(
    "3.4", "the answer says success, and names the last package",
    requirement: """
      The answer has is_success true, an empty last_error, the count, and the tracking_guid of the \
      last package, byte for byte; of none, it is empty. Packages are good whatever else they hold.
      """,
    step: 2
  ) { stage in
    let client = try await stage.server().connect()
    for kind in PackageClass.good() {
      for packages in [[.fresh(), kind.package], [kind.package, .fresh()], [kind.package]] {
        let what = "an upload that has \(kind.name)"
        let answer = try await client.upload(packages).expectAnswer("an answer to \(what)")
        try expectWhole("the answer to \(what)", answer, equals: .total(of: packages))
      }
    }
    let answer = try await client.upload([String]()).expectAnswer("an answer to an empty upload")
    try expectWhole("the answer to an empty upload", answer, equals: .total(of: []))
  }
}
