internal import DataHubMessages
internal import Referee

extension Check {
  static let fiftySubscribers = Check(
    "7.3", "50 subscribers get all, in order, once, from 10 uploads",
    requirement: """
      However many uploads there are at a time, all subscribers of a tag get all packages, in the one \
      order of their numbers, each once; those of an upload in the order in which they were sent. Two \
      subscribers may have one tracking_guid, and who leaves takes nobody along.
      """,
    step: 2,
    hint: """
      Between looking for a package and waiting for one, another one may come: what wakes a subscriber \
      must be kept until it waits.
      """,
    company: .few, takes: .milliseconds(5000), timeLimit: .seconds(120)
  ) { stage in
    let server = try await stage.server(interval: stage.random.long())
    let client = try await server.connect()
    var log = HubLog()
    var (clients, readers) = ([RefereeClient](), [HubReader]())
    for _ in 1...5 {
      clients.append(try await server.connect())
      for _ in 1...10 { readers.append(try await clients[clients.count - 1].hubReader(log.tag)) }
    }
    readers = try await client.expectBegun(readers, &log)
    // More, each like one of the others in all that a request has, on another connection and on its own.
    for (place, client) in [(0, client), (49, client), (0, clients[0]), (49, clients[4])] {
      let twin = readers[place].request
      readers.append(try await client.hubReader(log.tag, guid: twin.trackingGuid))
    }
    let twins = "Two subscribers may have one tracking_guid: tell them apart by something else."
    readers = try await client.expectBegun(readers, &log, try: twins)

    var uploads: [RefereeCall] = []
    for _ in 1...10 { uploads.append(try await server.connect().upload()) }
    for round in 1...6 {
      let sent = uploads.map { _ in log.packages(stage.random.number(1...3)) }
      try await send(sent, by: uploads)
      try await expectOrder(&readers[round], sent, &log)
      for index in readers.indices { try await readers[index].expectRest(of: log) }
    }
    for twin in readers.suffix(4) { try await twin.call.reset() }
    for client in clients + [client] { try await client.ping() }
    readers.removeLast(4)
    readers = try await exchangeThree(readers, server, clients, &log)
    // One more comes while some of them have the first one, and wait again, and others do not yet. Who
    // is not woken for it has nobody else to wake it.
    for round in 1...480 {
      let sent = [log.packages(1), log.packages(1)]
      try await uploads[round % 10].send(contentsOf: sent[0])
      try await Task.sleep(for: .microseconds(stage.random.number(0...1_500)))
      try await uploads[(round + 1) % 10].send(contentsOf: sent[1])
      try await expectOrder(&readers[round % 50], sent, &log)
      for index in readers.indices { try await readers[index].expectRest(of: log) }
    }
    for reader in readers { try await reader.call.reset() }
    try await expectAllNumbered(uploads, client)
  }

  /// Of those who came first three leave, and three others come: that is no matter of those between them.
  private static func exchangeThree(
    _ readers: [HubReader], _ server: ServerOnStage, _ clients: [RefereeClient],
    _ log: inout HubLog
  ) async throws -> [HubReader] {
    var (readers, late) = (readers, [HubReader]())
    // One after the other, and the first one first: a place in an array is another one by then.
    for place in [0, 19, 28] {
      try await readers.remove(at: place).call.reset()
      try await server.comeToRest()
    }
    for client in clients.prefix(3) { late.append(try await client.hubReader(log.tag)) }
    let hint = "Who leaves takes nobody along: tell subscribers apart by something used only once."
    readers += try await clients[4].expectBegun(late, &log, try: hint)
    for index in readers.indices { try await readers[index].expectRest(of: log, try: hint) }
    return readers
  }

  /// Ten uploads as fast as they are read: each package has a number, and no two the same.
  private static func expectAllNumbered(
    _ uploads: [RefereeCall], _ client: RefereeClient
  ) async throws {
    var log = HubLog()
    let packages = uploads.map { _ in log.packages(3_000) }
    try await send(packages, by: uploads)
    for upload in uploads {
      try await upload.halfClose()
      _ = try await upload.expectAnswer("an answer to each of 10 uploads at a time")
    }
    var last = try await client.hubReader(log.tag, after: log.last)
    try await client.put(log.package())
    let before = "\(log.last - 1) packages of ten uploads at a time"
    do {
      let message = try await last.package("the package behind \(before)")
      try expect("behind \(before), the next one as number", message.number, equals: log.last)
    } catch var failure as CheckFailure {
      failure.hint = "Number a package and keep it under one lock: another may come between two."
      throw failure
    }
  }

  private static func send(_ packages: [[UploadPackage]], by uploads: [RefereeCall]) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for (upload, packages) in zip(uploads, packages) {
        group.addTask { try await upload.send(contentsOf: packages) }
      }
      try await group.waitForAll()
    }
  }

  /// Reads all that was sent. What this reader gets is the order for all.
  private static func expectOrder(
    _ reader: inout HubReader, _ sent: [[UploadPackage]], _ log: inout HubLog
  ) async throws {
    var (sent, order) = (sent, [UploadPackage]())
    while let place = reader.place, place < log.last {
      let what = "package \(place + 1) of \(log.last)"
      let message = try await reader.package(what)
      let next = sent.firstIndex { $0.first == message.package }
      guard let next, message.missed == 0 else {
        throw CheckFailure(
          expected: "\(what): the next one of one of the 10 uploads",
          received: "tracking_guid \(quoted(message.package.trackingGuid)), "
            + "missed \(message.missed)",
          try: "Let packages be numbered, kept and read by one after the other: under one lock.")
      }
      order.append(sent[next].removeFirst())
    }
    log.replaceLast(order)
  }
}
