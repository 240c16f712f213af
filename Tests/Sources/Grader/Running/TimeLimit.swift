internal import NIOCore
internal import NIOPosix
internal import Synchronization

/// Ends waiting for work that does not end by itself.
final class TimeLimit: Sendable {
  private struct State {
    var hasExpired = false
    var waiter: CheckedContinuation<Outcome, Never>?
  }

  private static let clock = MultiThreadedEventLoopGroup(numberOfThreads: 1).next()
  /// How long work may take to end once it was told to.
  private static let grace = Duration.seconds(2)

  private let state = Mutex(State())

  private init() {}

  /// Runs `work`. After `limit`, calls `expired` and cancels it; soon after that it returns even if
  /// the work goes on.
  static func run(
    _ limit: Duration, work: @escaping @Sendable () async throws -> Void,
    expired: @escaping @Sendable () -> Void
  ) async -> Outcome {
    let race = TimeLimit()
    return await withCheckedContinuation { continuation in
      race.state.withLock { $0.waiter = continuation }
      let task = Task {
        do {
          try await work()
          race.finish(.returned)
        } catch {
          race.finish(.threw(error))
        }
      }
      let alarm = clock.scheduleTask(in: limit.timeAmount) {
        race.state.withLock { $0.hasExpired = true }
        expired()
        task.cancel()
        clock.scheduleTask(in: grace.timeAmount) { race.finish(.expired) }
      }
      Task {
        await task.value
        alarm.cancel()
      }
    }
  }

  private func finish(_ outcome: Outcome) {
    let (waiter, hasExpired) = state.withLock { state in
      defer { state.waiter = nil }
      return (state.waiter, state.hasExpired)
    }
    waiter?.resume(returning: hasExpired ? .expired : outcome)
  }
}

extension Duration {
  fileprivate var timeAmount: TimeAmount {
    .nanoseconds(components.seconds * 1_000_000_000 + components.attoseconds / 1_000_000_000)
  }
}
