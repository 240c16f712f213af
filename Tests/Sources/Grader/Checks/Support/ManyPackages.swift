internal import DataHubMessages
internal import Referee

/// So many packages, as small as they may be, that one stands for every thousandth.
struct ManyPackages: Sendable {
  /// How many are sent.
  let count: Int
  private let block: [UploadPackage]

  private static let blockSize = 1000

  init(_ count: Int) {
    self.count = count
    block = (0..<min(count, Self.blockSize)).map { _ in
      var package = UploadPackage()
      package.trackingGuid = freshGUID()
      return package
    }
  }

  /// What a server answers to an upload of all of them.
  var answer: UploadAnswer {
    count == 0 ? .total(of: []) : .sample(to: block[(count - 1) % Self.blockSize], count: count)
  }

  /// All of them, one after the other.
  func framed() throws -> [UInt8] {
    try (0..<count).flatMap { try block[$0 % Self.blockSize].framed() }
  }

  /// Sends them as fast as the server reads, and calls `each` after each thousand with the number
  /// of those that were read.
  ///
  /// - Throws: A ``CheckFailure`` if the server stops reading.
  func send(to call: RefereeCall, each: (Int) async throws -> Void = { _ in }) async throws {
    let octets = try block.map { try $0.framed() }
    let whole = octets.flatMap(\.self)
    for sent in stride(from: 0, to: count, by: Self.blockSize) {
      let next = min(Self.blockSize, count - sent)
      try await call.send(bytes: next == octets.count ? whole : octets[..<next].flatMap(\.self))
      if try await !call.drained() {
        throw CheckFailure(
          expected: "the server to read \(sent + next) packages of \(count)",
          received: call.ended.map { "\($0)" } ?? "no reading for \(readable(Patience.cap))")
      }
      try await each(sent + next)
    }
  }
}
