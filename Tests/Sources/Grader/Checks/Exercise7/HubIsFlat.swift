internal import Foundation
internal import Referee

extension Check {
  static let hubIsFlat = Check(
    "7.7", "memory and work are flat over 1,000 readers and a million packages",
    requirement: """
      Subscribers who wait take no processor time. Of one that has left nothing remains, and publishing \
      costs what it did before. Of a tag its latest 1,000 packages are kept, and 10,000 tags: of those \
      that nobody reads, the least used go. The numbers of one that comes again have another hub_guid. A \
      subscription ends at its deadline with an error (DEADLINE_EXCEEDED, unless the transport leaves \
      that to the client), and when the server ends with UNAVAILABLE.
      """,
    step: 3, company: .few, takes: .milliseconds(4500), timeLimit: .seconds(300)
  ) { stage in
    async let remains: Void = HubCrowd.expectNothingRemains(stage)
    // Longer than a slow machine takes: no sign of life comes.
    let server = try await stage.server(interval: stage.random.long() * 10)
    let load = try await HubLoad(server)
    try await load.expectIdleReaders()
    try await load.expectFlatCrowd()
    try await load.expectFlatLog()
    let reader = try await load.expectFlatTags()
    try await remains

    stage.transcript.note("SIGTERM to the server")
    server.program.signal(SIGTERM)
    try await reader.call.expectStatus(
      .unavailable, "a subscription to end with UNAVAILABLE when the server ends",
      try: "An end with OK says that the stream is complete. Throw an RPCError behind the group.")
  }
}
