@testable internal import GRPCNghttp2Transport
internal import HTTP2
internal import NIOCore
internal import NIOEmbedded

/// One side of a connection that has neither sockets nor threads: it is fed what a peer sends, and
/// its event loop and its calls' tasks run when they are told to.
class Conversation {
  let script: Script
  let executor: StepExecutor
  let loop = EmbeddedEventLoop()
  let channel: EmbeddedChannel
  let calls = Calls()
  /// What this side has sent.
  private(set) var sent: [UInt8] = []
  private var steps = 0

  init(_ script: Script) {
    self.script = script
    executor = StepExecutor(isReversed: script.options.contains(.reversed))
    channel = EmbeddedChannel(loop: loop)
  }

  // MARK: What a side refines

  var connection: Connection { fatalError("a side has its own") }

  /// Has the connection end once its streams have.
  func drain() {}

  /// Cancels the tasks of the calls.
  func cancel() {}

  /// Called when the connection is closed.
  func finish() {}

  /// Whether nothing goes on beyond the connection.
  var isFinished: Bool { true }

  // MARK: What is done with it

  static func options(_ role: Role, _ script: Script) -> ConnectionOptions {
    var session = Configuration()
    session.initialWindowSize = script.window
    session.maxHeaderListSize = script.maxHeaderListSize
    if role == .server { session.maxConcurrentStreams = script.maxConcurrentStreams }
    var options = ConnectionOptions(session: session, handshakeTimeout: .seconds(10))
    if role == .server {
      options.resetsPerSecond = 20
      options.pingsPerSecond = 10
      options.settingsPerSecond = 10
    }
    return options
  }

  /// Connects.
  func start() {
    try? channel.pipeline.syncOperations.addHandler(connection)
    if let nowhere = try? NIOCore.SocketAddress(unixDomainSocketPath: "nowhere") {
      channel.connect(to: nowhere, promise: nil)
    }
    settle()
  }

  /// Plays the whole script, and then closes the connection.
  func play() {
    start()
    if script.options.contains(.unread) { setWritable(false) }
    for (index, read) in script.reads.enumerated() {
      if index == script.reads.count / 2 { reachHalf() }
      receive(read)
      if (index + 1) % script.turn == 0 { settle() }
    }
    settle()
    if script.options.contains(.unread) { setWritable(true) }
    settle()
    calls.beLate()
    settle()
    close()
  }

  /// Cuts the connection, if it is still there.
  func close() {
    channel.close(promise: nil)
    settle()
    finish()
    settle()
    _ = try? channel.finish()
  }

  func receive(_ octets: some Sequence<UInt8>) {
    guard channel.isActive else { return }
    _ = try? channel.writeInbound(ByteBuffer(bytes: octets))
  }

  /// Runs the event loop and the tasks until neither has anything to do.
  func settle() {
    repeat {
      loop.run()
      steps += 1
    } while executor.step() && steps < Self.maxSteps
    while let buffer = try? channel.readOutbound(as: ByteBuffer.self) {
      sent += buffer.readableBytesView
    }
  }

  private func reachHalf() {
    if script.options.contains(.drained) { drain() }
    if script.options.contains(.cancelled) { cancel() }
  }

  private func setWritable(_ isWritable: Bool) {
    channel.isWritable = isWritable
    channel.pipeline.fireChannelWritabilityChanged()
  }

  /// Plays the script, and says what is wrong once the connection is closed.
  func violations() -> [String] {
    play()
    var wrong: [String] = []
    if steps >= Self.maxSteps { wrong.append("the tasks do not come to rest") }
    if !connection.streams.isEmpty { wrong.append("streams are left: \(connection.streams.keys)") }
    if connection.context != nil { wrong.append("the connection is still there") }
    if !isFinished { wrong.append("there is no end of calls") }
    // Who speaks HTTP/1.1 or TLS is answered in kind.
    if let language = Language(ofClient: Array(script.reads.joined())), language != .http2,
      sent == language.refusal
    {
      return wrong
    }
    let (said, answered) = (Frames(script.reads.joined()), Frames(sent))
    if !answered.areWhole { wrong.append("what was sent ends within a frame") }
    for (id, stream) in answered.streams where id != 0 {
      if stream.goesOn { wrong.append("stream \(id) goes on after its end") }
      let flow = said.streams[id]?.flow ?? 0
      if stream.given > flow { wrong.append("\(stream.given) given back on \(id), of \(flow)") }
    }
    for call in calls.all where call.stream != 0 || !call.isOver {
      wrong += violations(of: call, said)
    }
    return wrong
  }

  private func violations(of call: Calls.Call, _ frames: Frames) -> [String] {
    var wrong: [String] = []
    let said = frames.streams[call.stream]
    let (messages, areComplete) = said?.messages ?? ([], true)
    if !call.isOver { wrong.append("the call on \(call.stream) never ends") }
    if call.messages.count > messages.count
      || zip(call.messages, messages).contains(where: { $0 != Array($1) })
    {
      wrong.append("stream \(call.stream) has messages that were not sent")
    }
    if call.isComplete {
      if said?.hasEnded != true { wrong.append("stream \(call.stream) was cut, and complete") }
      if call.messages.count != messages.count || !areComplete {
        wrong.append("stream \(call.stream) lacks messages, and is complete")
      }
    }
    // nghttp2 hands over the frame that is beyond the window, and then resets the stream.
    let bound = script.window + (said?.largest ?? 0)
    let held = call.messages.reduce(0) { $0 + 5 + $1.count }
    if call.isLate, frames.areSettled, held > bound {
      wrong.append("stream \(call.stream) held \(held)")
    }
    return wrong
  }

  private static let maxSteps = 200_000
}
