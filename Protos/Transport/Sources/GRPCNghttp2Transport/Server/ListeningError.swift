/// Why a server cannot listen on its address: what `listen(streamHandler:)` throws, and the cause of
/// the `RuntimeError` that GRPCServer makes of it.
public struct ListeningError: Error, Hashable, CustomStringConvertible {
  /// The reason in the system's words, as in "Address already in use".
  public let description: String
}
