internal import DataHubMessages
internal import Referee

/// A call of SubscribeDataPackages whose request was sent, and how far it has been read.
struct HubReader: Sendable {
  let call: RefereeCall
  let request: HubRequest
  /// The number of the last message; nil before the first one.
  private(set) var place: Int64?
  /// The number of the first package that came; nil before it.
  private(set) var first: Int64?
  private(set) var hubGuid = ""

  /// - Parameter place: Where the reader is to begin; nil if that depends on what the hub has.
  init(call: RefereeCall, request: HubRequest, place: Int64?) {
    self.call = call
    self.request = request
    self.place = place
  }

  /// The next package, without the signs of life before it; nil if there is none within the cap.
  ///
  /// - Throws: A ``CheckFailure`` if the call ends, or if hub and number cannot be right.
  mutating func nextPackage(within cap: Duration) async throws -> Arrived<HubMessage>? {
    let deadline = ContinuousClock.now + cap
    while let arrived = try await nextMessage(within: max(deadline - .now, .zero)) {
      if arrived.message.hasPackage { return arrived }
    }
    return nil
  }

  /// The next package, or a failure that says what came instead.
  mutating func package(
    _ expected: String, within cap: Duration = Patience.cap, try hint: String? = nil
  ) async throws -> HubMessage {
    if let arrived = try await nextPackage(within: cap) { return arrived.message }
    throw call.failure(expected, "nothing within \(readable(cap))", hint, isTimeout: true)
  }

  /// The next message, a sign of life as well; nil if there is none within the cap.
  mutating func nextMessage(within cap: Duration) async throws -> Arrived<HubMessage>? {
    guard let arrived = try await call.nextMessage(HubMessage.self, within: cap) else {
      if let end = call.ended {
        throw call.failure(
          "a subscription that goes on", "\(end)",
          end.status?.code == .ok
            ? "Go on for as long as the call is not cancelled, and return only then." : nil)
      }
      return nil
    }
    do { try take(arrived.message) } catch { throw error.about(call) }
    return arrived
  }

  private mutating func take(_ message: HubMessage) throws(CheckFailure) {
    try expect(
      isUUID(message.hubGuid), "each message with the hub's GUID as its hub_guid",
      received: quoted(message.hubGuid),
      try: "Make a GUID when the server starts, and set it as each message's hub_guid.")
    try expect(
      hubGuid.isEmpty || message.hubGuid == hubGuid, "the hub_guid \(quoted(hubGuid)) again",
      received: quoted(message.hubGuid),
      try: "It stays the same while the hub runs; a tag that is read is not forgotten.")
    if !message.hasPackage || place == nil {
      try expect(
        message.hasPackage ? "the first package with missed" : "a sign of life with missed",
        message.missed, equals: 0)
    } else if let place {
      try expect(
        message.number == place + 1 + message.missed && message.missed >= 0,
        "number \(place + 1) behind \(place), or missed to tell how many are left out",
        received: "number \(message.number), missed \(message.missed)",
        try: message.number <= place
          ? "A subscriber goes on behind its place: each package comes once, in order."
          : "missed counts those between the last message and this one, and no others.")
    }
    (place, hubGuid) = (message.number, message.hubGuid)
    if first == nil, message.hasPackage { first = message.number }
  }
}

extension RefereeClient {
  /// Subscribes to what goes in under a tag: from now on, or behind the number `after`.
  ///
  /// - Parameters:
  ///   - hub: The hub whose number that is.
  ///   - beginsAnew: Whether it is another one than the server's.
  func hubReader(
    _ tag: String, after: Int64 = 0, of hub: String = "", guid: String = freshGUID(),
    beginsAnew: Bool = false, timeout: Duration? = nil
  ) async throws -> HubReader {
    var request = HubRequest()
    request.trackingGuid = guid
    request.tagName = tag
    request.hubGuid = hub
    request.after = after
    let call = try await call(Method.subscribeDataPackages, timeout: timeout)
    try await call.send(request, endStream: true)
    let isPlace = !beginsAnew && (after > 0 || !hub.isEmpty)
    return HubReader(call: call, request: request, place: isPlace ? after : nil)
  }
}
