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
    for position in [1, 3] {
      var guids = (1...4).map { _ in freshGUID() }
      guids[position - 1] = "not a GUID"
      let call = try await client.upload(guids)

      let hint = "Check each package's GUID in the loop, and throw an RPCError."
      if let answer = try await call.nextMessage(UploadAnswer.self) {
        throw CheckFailure(
          expected: "INVALID_ARGUMENT, as package \(position) has no GUID",
          received: "an answer that counts \(answer.message.dataPackageCount)", try: hint)
      }
      let status = try await call.expectStatus(.invalidArgument, try: hint)
      let numbers = status.message.split { !$0.isNumber }
      try expect(
        status.message.contains("tracking_guid") && numbers.contains("\(position)"),
        "a message that names tracking_guid and package \(position)",
        received: quoted(status.message), try: "Positions count from 1.")
    }
  }
}
