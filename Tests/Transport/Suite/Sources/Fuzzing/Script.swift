/// How an input is played: three octets that say how, and then the peer's octets.
struct Script {
  struct Options: OptionSet {
    let rawValue: UInt8

    /// Tasks run in the reverse of the order in which they became ready.
    static let reversed = Options(rawValue: 1 << 0)
    /// The stream windows, and what a message, a header section and a connection may hold, are
    /// small.
    static let small = Options(rawValue: 1 << 1)
    /// The peer reads nothing until it has sent all.
    static let unread = Options(rawValue: 1 << 2)
    /// Halfway, this side wants the connection to end.
    static let drained = Options(rawValue: 1 << 3)
    /// Halfway, the calls' tasks are cancelled.
    static let cancelled = Options(rawValue: 1 << 4)
  }

  let options: Options
  let reads: [ArraySlice<UInt8>]
  /// After how many reads the tasks get their turn.
  let turn: Int

  init(_ input: [UInt8]) {
    options = Options(rawValue: input.first ?? 0)
    let size = input.count > 1 ? Int(input[1]) : 0
    turn = (input.count > 2 ? Int(input[2]) : 0) + 1
    let octets = input.dropFirst(3)
    let step = size == 0 ? max(1, octets.count) : size
    reads = stride(from: octets.startIndex, to: octets.endIndex, by: step).map {
      octets[$0..<min($0 + step, octets.endIndex)]
    }
  }

  var window: Int { options.contains(.small) ? 64 : 65_535 }
  var messageLimit: Int { options.contains(.small) ? 200 : 4 * 1024 * 1024 }
  var maxHeaderListSize: Int { options.contains(.small) ? 400 : 16_384 }
  var maxConcurrentStreams: Int { options.contains(.small) ? 2 : 1_000 }
}
