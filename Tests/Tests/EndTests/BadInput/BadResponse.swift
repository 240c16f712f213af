import HTTP2
import Referee

/// What a server may do to a client instead of answering it.
struct BadResponse: Sendable {
  let name: String
  let play: @Sendable (ServedCall) async throws -> Void

  /// Each of them is an error to every command.
  static let all =
    Bad.all.map { bad in
      BadResponse(name: bad.name) { call in
        try await call.send(bytes: bad.octets)
        try await call.finish()
      }
    } + [
      BadResponse(name: "a reset before anything") { try await $0.reset(.internalError) },
      BadResponse(name: "a reset after the headers") {
        try await $0.sendHeaders()
        try await $0.reset(.internalError)
      },
      BadResponse(name: "a reset within a message") {
        try await $0.send(bytes: [0, 0, 0, 0, 100, 1])
        try await $0.reset(.cancel)
      },
      BadResponse(name: "a connection that is cut before anything") { await $0.cutConnection() },
      BadResponse(name: "a connection that is cut within a message") {
        try await $0.send(bytes: [0, 0, 0, 0, 100, 1])
        try await $0.ping()
        await $0.cutConnection()
      },
      BadResponse(name: "a connection that is closed within a call") {
        try await $0.sendHeaders()
        await $0.closeConnection()
      },
      BadResponse(name: "a status that nobody knows") {
        try await $0.finish(GRPCStatus.Code(rawValue: 99), message: "what is that")
      },
      BadResponse(name: "an error before anything") {
        try await $0.finish(.unavailable, message: "not today")
      },
      BadResponse(name: "an error after the headers") {
        try await $0.sendHeaders()
        try await $0.finish(.aborted)
      },
    ]
}
