internal import HTTP2
internal import Synchronization

/// The referee between a client and a server: what either of them does on a call, it does to the
/// other, message by message. It answers for windows, settings and pings itself; a side that reads
/// slowly slows the other one down.
public final class Gateway: Sendable {
  /// Where clients find it.
  public var port: Int { listener.port }

  private let listener: RefereeServer
  private let serverPort: Int
  private let transcript: Transcript
  /// Is told the number of each connection to the server, before any call is made on it.
  private let connected: @Sendable (Int) -> Void
  private let upstream = Mutex<RefereeClient?>(nil)

  /// Listens on a free port.
  public init(
    to serverPort: Int, transcript: Transcript, connected: @escaping @Sendable (Int) -> Void
  ) async throws {
    self.serverPort = serverPort
    self.transcript = transcript
    self.connected = connected
    listener = try await RefereeServer.listen(transcript: transcript)
  }

  /// Hands on calls, all at the same time, until ``takeNoMore()`` and the calls' ends, or until the
  /// task is cancelled.
  public func run() async {
    await withTaskGroup(of: Void.self) { group in
      while !Task.isCancelled, let call = await listener.nextCall(within: .seconds(3600)) {
        do {
          let other = try await client().call(forwarding: call.headers)
          group.addTask { await Relay(served: call, made: other).run() }
        } catch {
          transcript.note("the server cannot be reached: \(error)")
          await call.cutConnection()
        }
      }
    }
  }

  /// From now on only the calls that there are go on.
  public func takeNoMore() { listener.takeNoMore() }

  public func close() async {
    await listener.close()
    await upstream.withLock(\.self)?.cut()
  }

  /// The connection to the server: calls come one after the other, so that none is made twice.
  private func client() async throws -> RefereeClient {
    if let client = upstream.withLock(\.self), !(await client.closed(within: .zero)) {
      return client
    }
    let client = try await RefereeClient.connect(port: serverPort, transcript: transcript)
    connected(client.connection)
    upstream.withLock { $0 = client }
    return client
  }
}
