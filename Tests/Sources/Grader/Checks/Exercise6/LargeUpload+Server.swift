internal import Referee

extension Check {
  /// Uploads to a server as fast as it reads, and watches its memory.
  static func uploadInFlatMemory(to server: ServerOnStage) async throws {
    try await uploadManyPackages(to: server)
    try await exchangeManyPackages(with: server)
    try await upload64MiB(to: server)
  }

  /// Large packages, by a field that a newer contract may have: it is kept with a package just the
  /// same, and is not searched for invalid UTF-8, which takes long without optimization. The hub of
  /// exercise 7 keeps 1,000 of them, 16 MiB, and twice as many where it forgets them by the thousand.
  private static func upload64MiB(to server: ServerOnStage) async throws {
    let call = try await server.connect().upload()
    let package = UploadPackage.fresh()
    let octets = try package.framed(withExtra: 16 << 10)
    var before = 0
    for mebibyte in 1...64 {
      for _ in 1...64 { try await call.send(bytes: octets) }
      if try await !call.drained() {
        throw CheckFailure(
          expected: "the server to read MiB \(mebibyte) of 64",
          received: call.ended.map { "\($0)" } ?? "no reading for \(readable(Patience.cap))")
      }
      if mebibyte == 36 { before = try await server.program.measured("peak memory", \.peakMemory) }
    }
    try await call.halfClose()
    let answer = try await call.expectAnswer("the answer to the upload of 64 MiB")
    try expectWhole(
      "the answer to the upload of 64 MiB", answer, equals: .sample(to: package, count: 64 * 64),
      counting: { CountHint.hint($0, insteadOf: 64 * 64) })
    let growth = (try await server.program.measured("peak memory", \.peakMemory) - before) >> 20
    try expect(
      growth <= 16, "at most 16 MiB more memory in the server from 36 MiB on to 64 MiB",
      received: "\(growth) MiB", try: keepNothing)
  }

  /// Small ones, and so many that what is kept of each makes a difference.
  private static func uploadManyPackages(to server: ServerOnStage) async throws {
    let call = try await server.connect().upload()
    let packages = try ManyPackages(MemoryStretches.packages)
    var memory = MemoryStretches(server.program)
    try await packages.send(to: call) { try await memory.look(after: $0) }
    try await call.halfClose()
    let what = "the answer to the upload of \(packages.count) packages"
    let answer = try await call.expectAnswer(what)
    try expectWhole(
      what, answer, equals: packages.answer,
      counting: { CountHint.hint($0, insteadOf: packages.count) })
    try memory.expectFlat("the server", "counts", try: keepNothing)
  }

  /// An exchange lasts as long as an upload may, and keeps as little.
  private static func exchangeManyPackages(with server: ServerOnStage) async throws {
    let call = try await server.connect().exchange()
    let packages = try ManyPackages(MemoryStretches.packages)
    var memory = MemoryStretches(server.program)
    for sent in stride(from: 0, to: packages.count, by: 500) {
      try await call.send(bytes: packages.framed(sent + 1..<sent + 501))
      try await call.skip(500, "to be answered")
      try await memory.look(after: sent + 500)
    }
    try await call.reset()
    try memory.expectFlat("the server", "answers", try: keepNothing)
  }

  private static let keepNothing =
    "Keep nothing of a package but the count, and the GUID of the last one; the hub keeps the latest."
}
