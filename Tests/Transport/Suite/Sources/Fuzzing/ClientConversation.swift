internal import GRPCCore
@testable internal import GRPCNghttp2Transport
internal import HTTP2
internal import NIOEmbedded

/// A client's side of a connection, with a call of each kind.
final class ClientConversation: Conversation {
  private lazy var connector = Connector(
    dialer: Dialer(
      target: .ipv4(address: "127.0.0.1", port: 1), options: Self.options(.client, script),
      group: loop, eventLoop: loop),
    backoff: .init())
  private lazy var client = Connection(
    client: ClientSide(connector, onStart: { _ in }), Self.options(.client, script),
    eventLoop: loop)
  private let kinds: [MadeCall.Kind]
  private var tasks: [Task<Void, Never>] = []

  init(_ script: Script, kinds: [MadeCall.Kind] = MadeCall.Kind.allCases) {
    self.kinds = kinds
    super.init(script)
  }

  override var connection: Connection { client }

  override func start() {
    super.start()
    for kind in kinds {
      let call = MadeCall(
        kind: kind, number: calls.begin(), calls: calls, messageLimit: script.messageLimit)
      tasks.append(
        Task(executorPreference: executor) { [connector, calls] in
          await call.run(on: connector)
          calls.change(call.number) { $0.isOver = true }
        })
    }
    settle()
  }

  override func drain() {
    client.drain()
  }

  override func cancel() {
    for task in tasks { task.cancel() }
  }

  /// Calls that wait for a connection, for the first time or again, wait for one that does not come.
  override func finish() {
    connector.shutDown()
  }
}
