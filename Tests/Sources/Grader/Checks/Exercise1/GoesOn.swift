internal import Referee

extension Check {
  static let goesOn = Check(
    "1.7", "the stream does not end by itself",
    requirement: """
      Packages come until the client cancels, its deadline passes, or the server shuts down.
      """,
    step: 1, takes: .milliseconds(1500), timeLimit: .seconds(60)
  ) { stage in
    let server = try await stage.server(interval: .zero)
    let subscriber = try await server.connect().subscriber()
    // More than an Int16 can count.
    try await subscriber.call.skip(
      33_000, "of a stream that goes on",
      try: "Loop for as long as the call is not cancelled, and return only then.")
  }
}
