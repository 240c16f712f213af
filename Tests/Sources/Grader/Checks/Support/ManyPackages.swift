internal import DataHubMessages
internal import Referee

/// So many packages, each with GUIDs of its own and nothing else.
struct ManyPackages: Sendable {
  /// How many are sent.
  let count: Int
  /// What is the same in each, framed: behind each of the two parts are eight digits of a GUID.
  private let parts: [[UInt8]]
  private let guid: Substring

  private static let blockSize = 1000

  init(_ count: Int) throws {
    self.count = count
    guid = freshGUID().dropLast(8)
    var package = UploadPackage()
    package.trackingGuid = guid + "00000000"
    package.telemetryGuid = package.trackingGuid
    let octets = try package.framed()
    let end = octets.count - 38
    parts = [octets[..<(end - 8)], octets[end..<(end + 30)]].map(Array.init)
  }

  /// What a server answers to an upload of all of them.
  var answer: UploadAnswer {
    if count == 0 { return .total(of: []) }
    var last = UploadPackage()
    last.trackingGuid = guid + String(decoding: digits(of: count), as: UTF8.self)
    return .sample(to: last, count: count)
  }

  /// All of them, one after the other.
  func framed() -> [UInt8] { framed(1..<count + 1) }

  /// Those with these numbers, which count from 1.
  func framed(_ numbers: Range<Int>) -> [UInt8] {
    var octets: [UInt8] = []
    octets.reserveCapacity(numbers.count * (parts[0].count + parts[1].count + 16))
    for number in numbers {
      let digits = digits(of: number)
      octets += parts[0]
      octets += digits
      octets += parts[1]
      octets += digits
    }
    return octets
  }

  private func digits(of number: Int) -> [UInt8] {
    (0..<8).map { place in
      let value = UInt8(truncatingIfNeeded: number >> (28 - 4 * place)) & 0xf
      return value + (value < 10 ? UInt8(ascii: "0") : UInt8(ascii: "a") - 10)
    }
  }

  /// Sends them as fast as the server reads, and calls `each` after each thousand with the number
  /// of those that were read.
  ///
  /// - Throws: A ``CheckFailure`` if the server stops reading.
  func send(to call: RefereeCall, each: (Int) async throws -> Void = { _ in }) async throws {
    for sent in stride(from: 0, to: count, by: Self.blockSize) {
      let next = min(Self.blockSize, count - sent)
      try await call.send(bytes: framed(sent + 1..<sent + next + 1))
      if try await !call.drained() {
        throw CheckFailure(
          expected: "the server to read \(sent + next) packages of \(count)",
          received: call.ended.map { "\($0)" } ?? "no reading for \(readable(Patience.cap))")
      }
      try await each(sent + next)
    }
  }
}
