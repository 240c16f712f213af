internal import DataHubMessages
internal import Referee

extension Check {
  static let saysSuccess = Check(
    "1.4", "every package says that it succeeded",
    requirement: "Each package has is_success true and an empty last_error.",
    step: 2
  ) { stage in
    let server = try await stage.server(interval: .milliseconds(2))
    let client = try await server.connect()
    for tag in [stage.random.tag(), "", "Temp\u{e9}rature \(stage.random.tag())"] {
      let subscriber = try await client.subscriber(tag: tag)
      for (index, package) in try await subscriber.packages(60).enumerated() {
        try expect(
          "package \(index + 1) with is_success", package.message.isSuccess, equals: true,
          try: "Fields that are not set are false or empty on the wire: set isSuccess.")
        try expect("package \(index + 1) with last_error", package.message.lastError, equals: "")
      }
      try await subscriber.call.reset()
    }
  }
}
