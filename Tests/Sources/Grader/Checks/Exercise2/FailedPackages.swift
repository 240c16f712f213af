internal import Referee

extension Check {
  static let failedPackages = Check(
    "2.3", "get-stream tells failed packages apart",
    requirement: """
      Of a package without is_success, last_error goes to stderr, and nothing to stdout.
      """,
    step: 2
  ) { stage in
    let referee = try await stage.referee()
    let client = try await stage.client("get-stream", "--for", "60s", to: referee)
    let call = try await referee.expectCall(Method.getDataPackagesStream, from: client)

    let reason = "sensor 7 is off"
    let first = try await call.sendPackage()
    try await call.sendPackage(isSuccess: false, lastError: reason)
    let third = try await call.sendPackage()
    try await call.finish()
    try await client.expectExit(0)

    try client.expectOutput(
      guids: [first, third], try: "Look at isSuccess before you print the GUID.")
    let errors = client.allLines(.stderr).map(\.text)
    try expect(
      errors.contains { $0.contains(reason) }, "a line on stderr with \(quoted(reason))",
      received: errors.isEmpty ? "nothing on stderr" : quoted(errors.joined(separator: "\n")),
      try: "Print last_error of packages without isSuccess to stderr.")
  }
}
