internal import GRPCCore

/// A call that has arrived and waits for its handler.
struct AcceptedCall: Sendable {
  let stream: CallStream
  let method: MethodDescriptor
  /// When the client stops waiting for the call's status.
  let deadline: ContinuousClock.Instant?
  let remotePeer: String
  let localPeer: String

  /// Runs the call's handler to its end.
  func serve(
    messageLimit: Int,
    by handler:
      @Sendable (
        RPCStream<Nghttp2ServerTransport.Inbound, Nghttp2ServerTransport.Outbound>, ServerContext
      ) async -> Void
  ) async {
    await withServerContextRPCCancellationHandle { handle in
      stream.attach(handle)
      let context = ServerContext(
        descriptor: method, remotePeer: remotePeer, localPeer: localPeer, cancellation: handle)
      await handler(rpcStream(messageLimit: messageLimit), context)
    }
    stream.endHandling()
  }

  private func rpcStream(
    messageLimit: Int
  ) -> RPCStream<Nghttp2ServerTransport.Inbound, Nghttp2ServerTransport.Outbound> {
    RPCStream(
      descriptor: method,
      inbound: RPCAsyncSequence(
        wrapping: InboundParts(stream: stream, messageLimit: messageLimit)),
      outbound: RPCWriter.Closable(
        wrapping: ResponseWriter(stream: stream, deadline: deadline)))
  }
}
