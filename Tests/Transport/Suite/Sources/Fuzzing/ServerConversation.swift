internal import GRPCCore
@testable internal import GRPCNghttp2Transport
internal import HTTP2
internal import NIOEmbedded

/// A server's side of a connection; the method's name says how a handler treats its call.
final class ServerConversation: Conversation {
  private let listener = Listener()
  private let listening = EmbeddedChannel()
  private lazy var server = Connection(
    server: ServerSide(listener), Self.options(.server, script), eventLoop: loop)
  private var accepting: Task<Void, Never>?

  override var connection: Connection { server }

  override func start() {
    listener.listening(on: listening)
    accepting = Task(executorPreference: executor) {
      [listener, executor, calls, limit = script.messageLimit] in
      await withDiscardingTaskGroup { tasks in
        for await call in listener.calls {
          let number = calls.begin(stream: call.stream.id)
          tasks.addTask(executorPreference: executor) {
            await call.serve(messageLimit: limit) { stream, context in
              let handler = HandledCall(number: number, calls: calls, stream: stream)
              await handler.run(context)
            }
            calls.change(number) { $0.isOver = true }
          }
        }
      }
      let number = calls.begin()
      calls.change(number) { $0.isOver = true }
    }
    super.start()
  }

  override func drain() {
    listener.shutDown()
    listening.embeddedEventLoop.run()
  }

  override func cancel() {
    accepting?.cancel()
  }

  override func finish() {
    listener.close()
    listening.embeddedEventLoop.run()
  }

  /// Whether the listener handed out its last call.
  override var isFinished: Bool { calls.all.contains { $0.stream == 0 } }
}
