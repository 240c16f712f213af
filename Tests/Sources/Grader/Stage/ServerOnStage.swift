public import Referee

/// A DataHubServer that runs and listens.
public struct ServerOnStage: Sendable {
  public let program: Program
  public let port: Int
  let stage: Stage

  /// Connects the referee to it.
  public func connect(options: PeerOptions = PeerOptions()) async throws -> RefereeClient {
    try await stage.connect(port: port, options: options)
  }
}
