extension Check {
  static let goesOn = Check(
    "1.7", "the stream does not end by itself",
    requirement: """
      Packages come until the caller cancels, its deadline passes, or the server shuts down.
      """,
    step: 2, takes: .milliseconds(1500)
  ) { stage in
    let server = try await stage.server(interval: .milliseconds(4))
    let client = try await server.connect()
    let subscriber = try await client.subscriber()

    for number in 1...250 {
      _ = try await subscriber.package(
        "package \(number), and no end of the stream",
        try: "Loop for as long as the call is not cancelled, and return only then.")
    }
  }
}
