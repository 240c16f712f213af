internal import GRPCCore
internal import GRPCNghttp2Transport

/// Some workers that share a client, and so a connection; from time to time they take a new one.
struct Lane: Sendable {
  let number: Int
  let route: Route
  let port: Int
  let workers: Int
  let pause: Int
  let run: Run

  /// Makes calls until the run is at rest or over.
  func make(until end: ContinuousClock.Instant, phase: Int) async {
    var random = Seeded(seed: run.seed, stream: UInt64(1000 * phase + number) << 32)
    while run.goes(until: end) {
      let sessionEnd = min(end, .now + random.milliseconds(500...15_000))
      let seeds = (0..<workers).map { _ in random.next() }
      let closing = run.watch.add("lane \(number): client's end", bound: .seconds(90))
      do {
        try await withGRPCClient(transport: transport(&random)) { client in
          await withDiscardingTaskGroup { group in
            for seed in seeds {
              group.addTask { await work(client, seed: seed, until: sessionEnd) }
            }
          }
        }
      } catch {
        run.tally.fail("lane \(number): the client ended with \(error)")
      }
      run.watch.remove(closing)
    }
  }

  private static let windows = [100, 1000, 65_535, 1 << 20]

  private func transport(_ random: inout Seeded) -> Nghttp2ClientTransport {
    var config = Nghttp2ClientTransport.Config.defaults
    config.backoff.initial = .milliseconds(20)
    config.backoff.max = .milliseconds(200)
    config.http2.targetWindowSize = Self.windows.randomElement(using: &random) ?? 100
    if random.chance(0.3) { config.connection.maxIdleTime = .milliseconds(20) }
    if random.chance(0.3) {
      config.connection.keepalive = Keepalive(time: .milliseconds(500), timeout: .seconds(5))
    }
    return .nghttp2(target: .ipv4(address: "127.0.0.1", port: port), config: config)
  }

  private func work(
    _ client: GRPCClient<Nghttp2ClientTransport>, seed: UInt64, until end: ContinuousClock.Instant
  ) async {
    var random = Seeded(seed: seed, stream: 0)
    let caller = Caller(client: client)
    while run.goes(until: end) {
      let plan = Plan(using: &random, isDisturbed: route != .straight)
      await run.note(call(plan, by: caller))
      try? await Task.sleep(for: random.milliseconds(0...(2 * pause)))
    }
  }

  private func call(_ plan: Plan, by caller: Caller) async -> CallEnd {
    let watched = run.watch.add("lane \(number), \(route.rawValue): \(plan)", bound: plan.bound)
    defer { run.watch.remove(watched) }
    let began = ContinuousClock.now
    let task = Task { try await caller.make(plan) }
    let canceller = plan.cancelAfter.map { time in
      Task {
        try await Task.sleep(for: time)
        task.cancel()
      }
    }
    let result = await withTaskCancellationHandler {
      await task.result
    } onCancel: {
      task.cancel()
    }
    canceller?.cancel()
    var error: (any Error)?
    if case .failure(let failure) = result { error = failure }
    return CallEnd(
      plan: plan, route: route, began: began, took: .now - began, wasCancelled: task.isCancelled,
      error: error)
  }
}
