internal import HTTP2
internal import Referee
internal import Synchronization

extension Check {
  static let leavesSilentServer = Check(
    "2.4", "get-stream leaves in time, even when the server is silent",
    requirement: """
      After --for the client cancels the call (RST_STREAM with CANCEL) and exits with 0, whether \
      packages come or not. That it leaves is no error, and no line on stdout.
      """,
    step: 3, takes: .milliseconds(2800)
  ) { stage in
    for silence in Silence.allCases { try await expectLeave(silence, stage) }
    try await leaveAtOnce(stage)
  }

  /// A timer may be late on a busy machine: what looks late is looked at again.
  private static func expectLeave(_ silence: Silence, _ stage: Stage) async throws {
    var (late, factor): (CheckFailure?, Int) = (nil, 1)
    for _ in 1...3 {
      late = try await leave(silence, stage, &factor)
      if late == nil { return }
    }
    if let late { throw late }
  }

  /// No time at all is a time as well: it may be over before there is a call.
  private static func leaveAtOnce(_ stage: Stage) async throws {
    let client = try await stage.client("get-stream", "--for", "0s", to: try await stage.referee())
    try await client.expectExit(0, after: .leave)
    try expectNoWord(from: client, [])
  }

  private static let stayLong =
    "Stay for as long as --for says: whole seconds, fractions, and milliseconds."

  /// Returns a failure if the client left in the right way, but late, or before it had called: a busy
  /// machine may start it more slowly than --for lasts, which is longer by the factor the next time.
  private static func leave(
    _ silence: Silence, _ stage: Stage, _ factor: inout Int
  ) async throws -> CheckFailure? {
    let begin = stage.transcript.now
    let stay = silence.stay(stage.random) * factor
    let referee = try await stage.referee()
    let client = try await stage.client("get-stream", "--for", silence.argument(stay), to: referee)
    let call: ServedCall
    do {
      call = try await referee.expectCall(
        Method.getDataPackagesStream, from: client, try: stayLong)
    } catch let failure as CheckFailure where client.exitStatus == .exited(0) {
      factor += 1
      return failure
    }
    let sent = Mutex([String]())
    let sending = Task {
      try await silence.play(call, stay) { guid in sent.withLock { $0.append(guid) } }
    }
    defer { sending.cancel() }
    let expected =
      "RST_STREAM CANCEL after \(readable(stay)), though \(silence.rawValue)"
    guard let leave = await departure(call) else {
      throw CheckFailure(
        expected: expected,
        received: "the client still there after \(readable(stage.transcript.now - begin))",
        try: silence.hint, isTimeout: true)
    }
    guard case .reset(.cancel, let time) = leave else {
      throw CheckFailure(
        expected: expected, received: "\(leave)",
        try: "Cancel the task that makes the call; do not end the program under it.")
    }
    try expect(
      time - begin >= stay, expected, received: "it after \(readable(time - begin))",
      try: stayLong)
    try await client.expectExit(0, after: .leave)
    try expectNoWord(from: client, sent.withLock(\.self))
    let stayed = time - call.arrivedAt
    if stayed <= stay * 1.3 { return nil }
    return CheckFailure(
      expected: expected, received: "it \(readable(stayed)) after the call",
      try: "One clock runs, from the call on, and for as long as --for says.")
  }

  /// After the exit: GUIDs of packages that were sent, and no error. What is sent last may come too late.
  private static func expectNoWord(
    from client: Program, _ guids: [String]
  ) throws(CheckFailure) {
    let printed = client.allLines(.stdout).count
    try client.expectOutput(guids: Array(guids.prefix(printed)))
    try client.expectNoError("as it is time to leave", butFor: Silence.off)
  }

  /// What ended the call on the client's side, after the half-close of its request; nil if nothing
  /// does.
  private static func departure(_ call: ServedCall) async -> CallEvent? {
    while let event = await call.next() {
      switch event {
      case .headers, .message, .halfClosed, .trailers: continue
      case .reset, .connectionClosed: return event
      }
    }
    return nil
  }
}

/// What the server does while the client stays.
private enum Silence: String, CaseIterable {
  case afterPackage = "no more packages came"
  case whole = "the server said nothing"
  case none = "packages came all the time"

  static let off = "the sensor is off"

  /// One is longer than a second, and has a fraction.
  func stay(_ random: SeededRandom) -> Duration {
    self == .none
      ? .milliseconds(100 * random.number(13...16))
      : random.duration(.milliseconds(450)...(.milliseconds(550)))
  }

  /// As the command line takes it: "500ms", "1.4s".
  func argument(_ stay: Duration) -> String {
    self == .none ? "\(stay / .seconds(1))s" : "\(Int(stay / .milliseconds(1)))ms"
  }

  var hint: String {
    switch self {
    case .afterPackage:
      "Let the clock run beside the loop over the packages, not inside it, and cancel the call "
        + "when it is over."
    case .whole:
      "The time runs from the call on: start the clock beside the call, not in the closure that "
        + "gets the response."
    case .none: "One clock for the whole stay: it does not begin anew with each package."
    }
  }

  /// - Parameter willSend: Gets the GUID of each package before it is sent.
  func play(_ call: ServedCall, _ stay: Duration, willSend: (String) -> Void) async throws {
    switch self {
    case .afterPackage: try await send(call, willSend)
    case .whole: break
    case .none:
      // The first one so late that it shows if the time begins anew with it.
      try await Task.sleep(for: stay * 0.6)
      while !Task.isCancelled {
        try await send(call, willSend)
        try await Task.sleep(for: .milliseconds(50))
      }
    }
  }

  private func send(_ call: ServedCall, _ willSend: (String) -> Void) async throws {
    // That a package failed is told when it comes, and is no error of the client.
    if self == .afterPackage { try await call.sendPackage(isSuccess: false, lastError: Self.off) }
    let guid = mixedGUID()
    willSend(guid)
    try await call.sendPackage(guid: guid)
  }
}
