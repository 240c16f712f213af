internal import Referee

/// An address where the server does not serve, or where it depends on the machine whether it can; and one that
/// another server must have left free.
struct UnservedPlace: Sendable {
  enum Reason: Sendable {
    /// Other machines can reach it, and plaintext is not allowed.
    case isOpen
    /// The machine does not let it serve there, or has no such address.
    case cannotServe
    /// It serves there if the machine has that address.
    case mayServe
    /// It serves there if the machine has that address, and nobody else does.
    case isFree
  }

  let flags: [String]
  /// Host and port as the server tells them.
  let told: String
  let reason: Reason

  static func all(taken port: Int) -> [UnservedPlace] {
    let open = ["0.0.0.0", "::", "192.0.2.1", "2001:db8::1", "12.7.0.1", "1::1", "::2"].map {
      UnservedPlace(["--host", $0, "--port", "0"], told: $0, .isOpen)
    }
    return open + [
      UnservedPlace(["--port", "\(port)"], told: "127.0.0.1:\(port)", .cannotServe),
      UnservedPlace(
        ["--host", "192.0.2.1", "--port", "0", "--allow-plaintext"], told: "192.0.2.1:", .mayServe),
      UnservedPlace(
        ["--host", "2001:db8::1", "--port", "0", "--allow-plaintext"], told: "[2001:db8::1]:",
        .mayServe),
      UnservedPlace(
        ["--host", "127.0.0.2", "--port", "\(port)"], told: "127.0.0.2:\(port)", .isFree),
      UnservedPlace(["--host", "::1", "--port", "0"], told: "[::1]:", .mayServe),
    ]
  }

  private init(_ flags: [String], told: String, _ reason: Reason) {
    self.flags = flags
    self.told = told
    self.reason = reason
  }

  func expect(on stage: Stage) async throws {
    let server = try await stage.program(.server, flags)
    let name = "server \(flags.joined(separator: " "))"
    if reason == .mayServe || reason == .isFree, let line = await server.nextLine(.stdout) {
      return try Grader.expect(
        line.text.hasPrefix("DataHub server listening on \(told)"),
        "\(name) to say that it listens on \(told)", received: quoted(line.text))
    }
    // What it says is whole when it has ended.
    let status = await server.exit()
    let words = server.allLines(.stderr).map(\.text).joined(separator: "\n")
    try Grader.expect(
      reason != .isFree || !words.contains("in use"),
      "\(name) to find its port free, as another server listens on 127.0.0.1 alone",
      received: quoted(words), try: "Listen on --host, as it was told, and not on every address.")
    let code: Int32 = reason == .isOpen ? 64 : 1
    try Grader.expect(
      status == .exited(code), "\(name) to exit with \(code)",
      received: status.map { "it \($0.did)" } ?? "it goes on")
    let lines = server.allLines(.stderr).map(\.text)
    let isTold =
      reason == .isOpen
      ? lines.contains { $0.hasPrefix("Error: \(told) ") }
        && lines.contains { $0.contains("--allow-plaintext") }
      : lines.contains { $0.contains(#/^error: cannot serve on .+: .+/#) && $0.contains(told) }
    try Grader.expect(
      isTold,
      reason == .isOpen
        ? "\(name) to name the address and --allow-plaintext on stderr"
        : "a line on stderr like \"error: cannot serve on \(told)…: …\" for \(name)",
      received: lines.isEmpty ? "nothing on stderr" : quoted(lines.joined(separator: "\n")))
    try server.expectNothingPrinted()
  }
}
