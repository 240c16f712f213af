internal import ArgumentParser
internal import DataHub
internal import DataHubServices
internal import GRPCCore

struct Subscribe: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Prints a tag's packages as they come in, and comes back when the server is lost.")

  @OptionGroup var connection: Connection

  @Option(help: "The tag to read.")
  var tagName = "SomeTagName"

  @Option(help: "The number of the last package seen; 0 for what comes in from now on.")
  var after: Int64 = 0

  @Option(
    name: .customLong("for"),
    help: ArgumentHelp(
      "How long to stay, as in 50ms or 1.5s. (default: 60s)", valueName: "duration"),
    transform: Duration.init(argument:))
  var stay = Duration.seconds(60)

  @Option(
    help: ArgumentHelp(
      "How long the server may be silent before it is called again. (default: 3s)",
      valueName: "duration"),
    transform: Duration.init(argument:))
  var patience = Duration.seconds(3)

  func run() async throws {
    try await connection.run { try await subscribe() }
  }

  func subscribe() async throws {
    let state = State(tag: tagName, after: after)
    let outcome = await withTaskGroup(of: Outcome.self, returning: Outcome.self) { group in
      group.addTask {
        var outcome = Outcome.lost("")
        while case .lost = outcome {
          outcome = await attempt(state)
          guard case .lost(let reason) = outcome else { break }
          let wait = await state.lose(reason)
          do { try await Task.sleep(for: wait) } catch { outcome = .failed(error) }
        }
        return outcome
      }
      group.addTask {
        do { try await Task.sleep(for: stay) } catch { return .failed(error) }
        return .ended
      }
      let first = await group.next() ?? .ended
      group.cancelAll()
      return first
    }
    if case .failed(let error) = outcome { throw error }
  }

  private enum Outcome: Sendable {
    case ended
    case lost(String)
    case failed(any Error)
  }

  private func attempt(_ state: State) async -> Outcome {
    let request = await state.begin()
    return await withTaskGroup(of: Outcome.self, returning: Outcome.self) { group in
      group.addTask {
        do {
          try await connection.connect { client in
            try await Datahub_Egress.Client(wrapping: client).subscribeDataPackages(request) {
              for try await message in $0.messages { await state.hear(message) }
            }
          }
          return .ended
        } catch let error as RPCError where error.code == .unavailable {
          return .lost(error.message)
        } catch {
          return .failed(error)
        }
      }
      group.addTask {
        do {
          while true {
            let heardAt = await state.heardAt
            try await Task.sleep(until: heardAt + patience, clock: .continuous)
            if await state.heardAt == heardAt { return .lost("silence") }
          }
        } catch {
          return .failed(error)
        }
      }
      let first = await group.next() ?? .ended
      group.cancelAll()
      return first
    }
  }

  private actor State {
    private var request: Datahub_RequestSubscribeDataPackages
    private var losses = 0
    private(set) var heardAt = ContinuousClock.now

    init(tag: String, after: Int64) {
      request = .with {
        $0.tagName = tag
        $0.after = after
      }
    }

    func begin() -> Datahub_RequestSubscribeDataPackages {
      heardAt = .now
      request.trackingGuid = GUID.random()
      return request
    }

    func hear(_ message: Datahub_ResponseSubscribeDataPackages) {
      heardAt = .now
      if losses > 0 { printError("The server is back.") }
      losses = 0
      request.hubGuid = message.hubGuid
      request.after = message.number
      if message.missed > 0 { printError("missed \(message.missed)") }
      if message.hasPackage { print(message.number, message.package.tagValue) }
    }

    func lose(_ reason: String) -> Duration {
      if losses == 0 { printError("The server is lost: \(reason)") }
      defer { losses += 1 }
      let seconds = min(0.1 * (0..<losses).reduce(1) { power, _ in power * 1.6 }, 5)
      return .seconds(seconds * Double.random(in: 0.8..<1.2))
    }
  }
}
