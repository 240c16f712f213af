internal import DataHubMessages
internal import Referee

extension Check {
  static let refusesBadGUID = Check(
    "5.4", "a subscription with a bad GUID is refused",
    requirement: """
      A tracking_guid that is no UUID ends GetDataPackagesStream with INVALID_ARGUMENT, whose \
      message names the field, and without a package. Upper case is fine.
      """,
    step: 3
  ) { stage in
    let server = try await stage.server()
    let client = try await server.connect()
    let good = freshGUID()
    for bad in ["", "not a GUID", "g" + good.dropFirst(), good.replacing("-", with: "")] {
      let call = try await client.subscriber(guid: bad).call
      let expected = "INVALID_ARGUMENT for tracking_guid \(quoted(bad))"
      let hint = "Check the GUID before the first write, and throw an RPCError."
      if let package = try await call.nextMessage(EgressPackage.self) {
        throw CheckFailure(
          expected: expected, received: "a package with \(quoted(package.message.tagValue))",
          try: hint)
      }
      let status = try await call.expectStatus(.invalidArgument, expected, try: hint)
      try expect(
        status.message.contains("tracking_guid"), "a message that names tracking_guid",
        received: quoted(status.message))
    }
    _ = try await client.subscriber(guid: good.uppercased()).package(
      "a package for a GUID in upper case")
  }
}
