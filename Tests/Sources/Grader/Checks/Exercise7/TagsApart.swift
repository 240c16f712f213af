internal import DataHubMessages
internal import Referee

extension Check {
  static let tagsApart = Check(
    "7.2", "tags are kept apart, each numbered from 1",
    requirement: """
      A subscriber gets the packages of its tag, and no others. The first package of a tag has the \
      number 1, and each further one the next, whatever goes in under other tags.
      """,
    step: 1, hint: "Keep a log for each tag, with numbers of its own: a dictionary by tag."
  ) { stage in
    let server = try await stage.server(interval: stage.random.long())
    let client = try await server.connect()
    let tag = stage.random.tag()
    let long = tag + String(repeating: "-", count: 16 << 10)
    let tags = [
      tag, "\(tag) ", " \(tag)", "\n\(tag)", tag.lowercased(), "", "\(tag)\u{0}", "温度 \(tag)",
      String(tag.prefix(1)), long,
      long + "-",
    ]
    var logs = tags.map { HubLog($0) }
    var readers: [HubReader] = []
    for index in logs.indices { readers.append(try await client.begunReader(&logs[index])) }

    // In an order that is another one each time, in one upload and by themselves.
    let upload = try await server.connect().upload()
    for _ in 1...80 {
      let index = stage.random.number(0...logs.count - 1)
      try await upload.send(logs[index].package())
      try await readers[index].expectRest(of: logs[index])
      let other = stage.random.number(0...logs.count - 1)
      try await client.put(logs[other].package())
      try await readers[other].expectRest(of: logs[other])
    }
    // A tag that nobody reads has numbers as well.
    var late = HubLog()
    for _ in 1...stage.random.number(3...9) { try await client.put(late.package()) }
    _ = try await client.begunReader(&late)
  }
}
