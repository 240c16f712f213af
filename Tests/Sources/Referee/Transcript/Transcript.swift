internal import HTTP2
internal import Synchronization

/// Records every frame of both directions with its time, for all connections of one check.
///
/// A long one keeps its beginning and its end.
public final class Transcript: Sendable {
  /// How a call ended, for whoever must not read it from words.
  public struct Status: Hashable, Sendable {
    public var connection: Int
    public var stream: Int32
    public var status: GRPCStatus
    /// Whether the program that is judged said it, and not the referee.
    public var isReceived: Bool
  }

  private struct State {
    var first: [Record] = []
    var last: [Record] = []
    var omitted = 0
    var connections = 0
    var statuses: [Status] = []
  }

  private static let keptAtEachEnd = 2000

  /// Where the times count from.
  public let start = ContinuousClock.now
  /// What the messages of its calls are.
  let contract: Contract
  /// Is told each line when it is recorded, wherever that is.
  private let observer: (@Sendable (TranscriptLine) -> Void)?
  private let state = Mutex(State())

  public init(
    contract: Contract = .unknown, observer: (@Sendable (TranscriptLine) -> Void)? = nil
  ) {
    self.contract = contract
    self.observer = observer
  }

  /// The time since the start.
  public var now: Duration { ContinuousClock.now - start }

  /// Everything recorded so far.
  public var lines: [TranscriptLine] {
    let (first, last, omitted) = state.withLock { ($0.first, $0.last, $0.omitted) }
    var lines = first.map(\.line)
    if omitted > 0 {
      lines.append(Record(time: last[0].time, text: "… \(omitted) more lines …").line)
    }
    return lines + last.map(\.line)
  }

  /// How calls ended so far, in order.
  public var statuses: [Status] { state.withLock { $0.statuses } }

  /// Records something that is no frame.
  public func note(_ text: String) {
    record(Record(time: now, text: text))
  }

  /// Records a line that a program printed.
  func note(_ text: String, kind: String, at time: Duration) {
    record(Record(time: time, kind: kind, text: text))
  }

  /// A number for a connection.
  func addConnection() -> Int {
    state.withLock { state in
      state.connections += 1
      return state.connections
    }
  }

  func record(_ status: Status) {
    state.withLock { state in
      if state.statuses.count < Self.keptAtEachEnd { state.statuses.append(status) }
    }
  }

  func record(_ record: Record) {
    observer?(record.line)
    state.withLock { state in
      if state.first.count < Self.keptAtEachEnd {
        state.first.append(record)
        return
      }
      state.last.append(record)
      if state.last.count == 2 * Self.keptAtEachEnd {
        state.last.removeFirst(Self.keptAtEachEnd)
        state.omitted += Self.keptAtEachEnd
      }
    }
  }
}
