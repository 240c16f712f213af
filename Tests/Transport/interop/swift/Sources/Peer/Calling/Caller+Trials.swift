internal import DataHubServices
internal import GRPCCore

extension Caller {
  private static let octets: [UInt8] = [0, 255, 1, 13, 10, 44]
  private static let echo: Metadata = ["echo": "a b, c", "echo-bin": .binary(octets)]

  func expectEcho(_ kind: Kind) async throws {
    let answer = try await make(kind, metadata: Self.echo)
    try expectEcho(in: answer.initial)
    try expectEcho(in: answer.trailing)
  }

  func expectStatus(_ kind: Kind) async throws {
    var metadata = Self.echo
    metadata.addString("8", forKey: "fail")
    let error = try await failure(of: .resourceExhausted) {
      try await make(kind, metadata: metadata)
    }
    try expect(error.message, Instructions.failure)
    try expectEcho(in: error.metadata)
  }

  func expectDeadline(_ kind: Kind) async throws {
    let before = try await tally("left")
    _ = try await failure(of: .deadlineExceeded) {
      try await make(kind, metadata: ["wait": "yes"], timeout: .milliseconds(300))
    }
    try await until("left", passes: before)
  }

  func expectCancellation(_ kind: Kind) async throws {
    let (waiting, left) = (try await tally("waiting"), try await tally("left"))
    let call = Task { try await make(kind, metadata: ["wait": "yes"]) }
    try await until("waiting", passes: waiting)
    call.cancel()
    do {
      _ = try await call.value
      throw Unexpected(description: "expected an error of the cancelled call")
    } catch is CancellationError {
    } catch let error as RPCError {
      // GRPCCore may give an error of the transport, or wrap the task's.
      guard error.code == .cancelled || error.cause is CancellationError else { throw error }
    }
    try await until("left", passes: left)
  }

  private func expectEcho(in metadata: Metadata) throws {
    try expect(Array(metadata[stringValues: "echo"]), ["a b, c"])
    try expect(Array(metadata[binaryValues: "echo-bin"]), [Self.octets])
  }

  private func failure(
    of code: RPCError.Code, _ call: () async throws -> Answer
  ) async throws -> RPCError {
    do {
      throw Unexpected(description: "expected \(code), received \(try await call())")
    } catch let error as RPCError {
      guard error.code == code else {
        throw Unexpected(description: "expected \(code), received \(error)")
      }
      return error
    }
  }

  /// A number of the server's tally.
  private func tally(_ name: String) async throws -> Int {
    try await make(.unary, metadata: ["ask": .string(name)]).messages
  }

  /// Asks until the number has grown, and gives up after many answers.
  private func until(_ name: String, passes before: Int) async throws {
    for _ in 0..<20_000 where try await tally(name) > before { return }
    throw Unexpected(description: "the server never said that \(name) is more than \(before)")
  }
}
