internal import DataHubServices
internal import GRPCCore
internal import SwiftProtobuf

/// Calls of one kind, each making as many messages go through as it can.
struct Load: Sendable {
  static let guid = "6f1c2f3a-0b1d-4e2f-8a3b-4c5d6e7f8091"

  let egress: Datahub_Egress.Client<PeerClientTransport>
  let ingest: Datahub_Ingest.Client<PeerClientTransport>
  let kind: Kind
  let text: String

  init(client: GRPCClient<PeerClientTransport>, kind: Kind, size: Int) {
    egress = Datahub_Egress.Client(wrapping: client)
    ingest = Datahub_Ingest.Client(wrapping: client)
    self.kind = kind
    text = String(repeating: "x", count: size)
  }

  func run(streams: Int, for length: Duration) async throws -> Measured {
    // The connection is there before anything is measured.
    _ = try await ingest.sendDataPackage(.with { $0.trackingGuid = Self.guid })
    let end = Deadline()
    let began = ContinuousClock.now
    var measured = Measured()
    try await withThrowingTaskGroup(of: Measured.self) { group in
      group.addTask {
        try await Task.sleep(for: length)
        end.pass()
        return Measured()
      }
      for _ in 0..<streams { group.addTask { try await call(until: end) } }
      for try await one in group { measured.add(one) }
    }
    measured.took = began.duration(to: .now)
    return measured
  }

  private func call(until end: Deadline) async throws -> Measured {
    switch kind {
    case .unary: try await unary(until: end)
    case .clientStreaming: try await upload(until: end)
    case .serverStreaming: try await subscription(until: end)
    case .bidirectional: try await pingPong(until: end)
    }
  }
}
