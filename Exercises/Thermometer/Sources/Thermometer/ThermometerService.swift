public import GRPCCore

/// Tells the temperature of rooms.
public struct ThermometerService: Climate_Thermometer.SimpleServiceProtocol {
  /// The temperature of a room in degrees Celsius; nil if there is no such room.
  let celsius: @Sendable (_ room: String) -> Double?
  /// The time between two readings of a stream.
  let interval: Duration

  public init(interval: Duration, celsius: @escaping @Sendable (_ room: String) -> Double?) {
    self.interval = interval
    self.celsius = celsius
  }

  public func read(request: Climate_Room, context: ServerContext) async throws -> Climate_Reading {
    guard let celsius = celsius(request.name) else {
      throw RPCError(code: .notFound, message: "there is no room \(request.name)")
    }
    return .with { $0.celsius = celsius }
  }

  public func watch(
    request: Climate_Room, response: RPCWriter<Climate_Reading>, context: ServerContext
  ) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        while true {
          try await response.write(try await read(request: request, context: context))
          try await Task.sleep(for: interval)
        }
      }
      group.addTask { try await context.cancellation.cancelled }
      try await group.next()
      group.cancelAll()
    }
    throw RPCError(code: .unavailable, message: "the stream was told to end")
  }
}
