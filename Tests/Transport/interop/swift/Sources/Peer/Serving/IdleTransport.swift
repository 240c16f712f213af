internal import DataHubServices
internal import GRPCCore
internal import SwiftProtobuf

/// No transport at all: each of its calls has its request ready and drops what is answered.
struct IdleTransport: ServerTransport {
  typealias Bytes = [UInt8]

  private let streams: Int
  private let writer: DroppingWriter

  init(streams: Int, whenAllHold: @escaping @Sendable () -> Void) {
    self.streams = streams
    writer = DroppingWriter(expected: streams, whenReached: whenAllHold)
  }

  func listen(
    streamHandler:
      @escaping @Sendable (RPCStream<Inbound, Outbound>, ServerContext) async -> Void
  ) async throws {
    let method = Datahub_Egress.Method.GetDataPackagesStream.descriptor
    let request: [UInt8] = try Datahub_RequestGetDataPackage.with {
      $0.trackingGuid = Load.guid
      $0.tagName = "SomeTagName"
    }.serializedBytes()
    await withDiscardingTaskGroup { group in
      for _ in 0..<streams {
        group.addTask {
          await withServerContextRPCCancellationHandle { handle in
            let context = ServerContext(
              descriptor: method, remotePeer: "none", localPeer: "none", cancellation: handle)
            let stream = RPCStream(
              descriptor: method,
              inbound: RPCAsyncSequence(wrapping: ReadyRequest(message: request)),
              outbound: RPCWriter.Closable(wrapping: writer))
            await streamHandler(stream, context)
          }
        }
      }
    }
  }

  func beginGracefulShutdown() {}
}
