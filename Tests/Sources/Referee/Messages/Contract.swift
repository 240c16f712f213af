public import SwiftProtobuf

/// What the messages of calls are, for a transcript that tells them by their fields. The referee
/// itself knows no contract: whoever uses it brings one.
public struct Contract: Sendable {
  /// What a run of messages is called where its middle is left out: "packages".
  let noun: String
  private let methods: [String: (requests: MessageWords, responses: MessageWords)]

  /// A method's path, such as `/package.Service/Method`, and the types of its messages.
  public struct Method: Sendable {
    public var path: String
    public var request: any Message.Type
    public var response: any Message.Type

    public init(_ path: String, request: any Message.Type, response: any Message.Type) {
      self.path = path
      self.request = request
      self.response = response
    }
  }

  /// - Parameters:
  ///   - methods: Of two with one path, the first counts.
  ///   - flags: The names of boolean fields that are told even if they are false.
  ///   - noun: What a run of messages is called.
  public init(_ methods: [Method], alwaysTelling flags: [String] = [], noun: String = "messages") {
    self.noun = noun
    let words = methods.map { method in
      let requests = MessageWords(method.request, alwaysTelling: flags)
      let responses = MessageWords(method.response, alwaysTelling: flags)
      return (method.path, (requests, responses))
    }
    self.methods = Dictionary(words) { first, _ in first }
  }

  /// No method is known: messages are told by their length.
  public static let unknown = Contract([])

  /// The requests and the responses of the method at `path`; nil for a method that is not known.
  func words(of path: String) -> (requests: MessageWords, responses: MessageWords)? {
    methods[path]
  }
}
