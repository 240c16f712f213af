internal import Foundation
internal import Referee

extension Check {
  static let endsOnSIGTERM = Check(
    "5.3", "the server ends on SIGTERM, though streams are open",
    requirement: """
      On SIGTERM the server tells open streams to end, and exits with 0 within 2 s.
      """,
    step: 2, takes: .seconds(2)
  ) { stage in
    let server = try await stage.server()
    let client = try await server.connect()
    let subscriber = try await client.subscriber()
    _ = try await subscriber.package("package 1")
    let exchange = try await client.call(Method.exchangeDataPackages)
    try await exchange.send(UploadPackage.fresh())
    _ = try await exchange.expectMessage(UploadAnswer.self, "an answer in an exchange")
    let upload = try await client.call(Method.sendDataPackagesStream)
    try await upload.send(UploadPackage.fresh())
    try await client.ping()

    stage.transcript.note("SIGTERM to the server")
    server.program.signal(SIGTERM)
    try await server.program.expectExit(
      0, within: Patience.scaled(.seconds(4)),
      try: "Does a method go on after context.cancellation, or catch its errors and loop on?")
  }
}
