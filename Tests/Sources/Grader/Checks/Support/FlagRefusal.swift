internal import Referee

/// Flags that a program cannot read.
struct FlagRefusal: Sendable {
  let program: Stage.Role
  let arguments: [String]
  /// What stderr names.
  let named: String

  static let all =
    [
      "", "1", "1m", "1.s", ".5s", "s", "1.2.3s", "-1s", " 1s", "1 s", "+1s", "1e3s", "0x1s",
      "1000000001s", "1000000000.1s", "99999999999999999999s",
    ].map { FlagRefusal(program: .server, arguments: ["--interval=\($0)"], named: "--interval") }
    + [
      FlagRefusal(program: .server, arguments: ["--port", "65536"], named: "--port"),
      FlagRefusal(program: .server, arguments: ["--host", ""], named: "--host"),
      FlagRefusal(program: .server, arguments: ["--nothing"], named: "--nothing"),
      FlagRefusal(program: .client, arguments: ["get-stream", "--for", "soon"], named: "--for"),
      FlagRefusal(program: .client, arguments: ["send-stream", "--count=-1"], named: "--count"),
      FlagRefusal(
        program: .client, arguments: ["exchange", "--interval", "5"], named: "--interval"),
      FlagRefusal(program: .client, arguments: ["nothing"], named: "nothing"),
    ]

  func expect(on stage: Stage) async throws {
    let program = try await stage.program(program, arguments)
    let words = arguments.map { $0.isEmpty ? "\"\"" : $0 }.joined(separator: " ")
    let status = await program.exit()
    try Grader.expect(
      status == .exited(64), "\(program.name) \(words) to exit with 64, as for each wrong flag",
      received: status.map { "it \($0.did)" } ?? "it goes on")
    let lines = program.allLines(.stderr).map(\.text)
    try Grader.expect(
      lines.contains { $0.hasPrefix("Error: ") && $0.contains(named) },
      "a line on stderr like \"Error: … \(named) …\" for \(program.name) \(words)",
      received: quoted(lines.joined(separator: "\n")))
    try program.expectNothingPrinted()
  }
}
