internal import ArgumentParser

/// A kind of RPC. The contract has one method of each.
enum Kind: String, ExpressibleByArgument, CaseIterable {
  case unary
  case clientStreaming = "client-streaming"
  case serverStreaming = "server-streaming"
  case bidirectional
}
