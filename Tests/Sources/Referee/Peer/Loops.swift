internal import NIOCore
internal import NIOPosix

/// The threads of the referee: its connections live on them, and its waits end there.
enum Loops {
  static let group = MultiThreadedEventLoopGroup(numberOfThreads: 4)
  /// Runs out of time for everyone, and does nothing else.
  static let deadlines = MultiThreadedEventLoopGroup(numberOfThreads: 1).next()
}

extension Duration {
  var timeAmount: TimeAmount {
    let (seconds, attoseconds) = components
    return .nanoseconds(seconds * 1_000_000_000 + attoseconds / 1_000_000_000)
  }
}
