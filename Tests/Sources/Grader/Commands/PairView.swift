internal import Referee
internal import Synchronization

/// What a referee between two programs shows: of each connection what comes in, and what the programs
/// print. Lines are printed in the order in which they came, by one task.
final class PairView: Sendable {
  private struct State {
    /// The connections to the server.
    var servers: Set<Int> = []
    var lines: [TranscriptLine] = []
  }

  private let state = Mutex(State())
  private let sender: AsyncStream<TranscriptLine>.Continuation
  private let printing: Task<Void, Never>

  init(_ console: Console) {
    let (lines, sender) = AsyncStream.makeStream(of: TranscriptLine.self)
    self.sender = sender
    printing = Task {
      for await line in lines {
        for row in line.rendered() { console.print(PlainText.harmless(row)) }
      }
    }
  }

  func addServer(_ connection: Int) { state.withLock { _ = $0.servers.insert(connection) } }

  /// A line of the transcript: what the referee sends itself is left out, as the other side has just
  /// sent it.
  func add(_ line: TranscriptLine) {
    var line = line
    let isShown = state.withLock { state in
      if line.isUpkeep || line.direction == .sent { return false }
      if line.direction == .received, !state.servers.contains(line.connection) {
        line.direction = .sent
      }
      state.lines.append(line)
      return true
    }
    if isShown { sender.yield(line) }
  }

  /// Returns once everything is printed.
  func finish() async {
    sender.finish()
    await printing.value
  }

  /// What was shown, as a picture is drawn from it.
  func recording(of call: WireCall, client: String, server: String) -> RecordedCall {
    RecordedCall(
      title: "\(call.rawValue): the client of \(client) and the server of \(server)",
      of: call, lines: state.withLock(\.lines))
  }
}

extension TranscriptLine {
  /// Whether it is about the connection as such, as at the start of each.
  var isUpkeep: Bool { kind == "SETTINGS" || kind == "WINDOW_UPDATE" && stream == 0 }
}
