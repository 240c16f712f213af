internal import Referee

/// A program's peak memory while small packages go by, looked at where two stretches of 10,000 begin
/// and end, after some that make everything as large as it has to be.
///
/// What is kept of each package, were it but its GUID, is seen in each stretch: 80 octets at least. A
/// buffer that grew once is not.
struct MemoryStretches {
  /// How many packages it takes.
  static let packages = 25_000
  private static let ends = [5_000, 15_000, 25_000]
  /// In KiB, half of what the GUIDs take.
  private static let limit = 512

  let program: Program
  private var peaks: [Int] = []

  init(_ program: Program) { self.program = program }

  /// Looks at the program, if this is the number of packages at an end of a stretch.
  mutating func look(after count: Int) async throws {
    guard Self.ends.contains(count) else { return }
    peaks.append(try await program.measured("peak memory", \.peakMemory))
  }

  /// After all packages: throws if neither stretch was flat.
  ///
  /// - Parameters:
  ///   - owner: Whose memory it is: "the client".
  ///   - what: What it does with the packages: "sends".
  func expectFlat(_ owner: String, _ what: String, try hint: String) throws(CheckFailure) {
    let growths = zip(peaks, peaks.dropFirst()).map { ($1 - $0) >> 10 }
    try expect(
      growths.contains { $0 <= Self.limit },
      "at most \(Self.limit) KiB more memory in \(owner) for each 10,000 packages that it \(what)",
      received: growths.map { "\($0) KiB" }.joined(separator: " and "), try: hint)
  }
}

extension ServerOnStage {
  /// By how many octets the server's peak memory grows in a stretch; looked at again, three times at most,
  /// until it is no more than `limit`. What is kept of one stretch is kept of each; what was made larger
  /// once is not, and the kernel counts memory by large steps.
  func growths(above limit: Int, _ stretch: () async throws -> Void) async throws -> [Int] {
    var growths: [Int] = []
    repeat {
      let before = try await program.measured("peak memory", \.peakMemory)
      try await stretch()
      growths.append(try await program.measured("peak memory", \.peakMemory) - before)
    } while growths.count < 3 && growths.last ?? 0 > limit
    return growths
  }
}
