/// What is fuzzed.
public enum Target: String, CaseIterable, Sendable {
  case server, client, coding

  /// Does with `input` whatever a peer could bring about.
  ///
  /// - Returns: The rules that were broken, in words.
  public func violations(_ input: [UInt8]) -> [String] {
    switch self {
    case .server: ServerConversation(Script(input)).violations()
    case .client: ClientConversation(Script(input)).violations()
    case .coding: Codings(input).violations
    }
  }
}
