/// What each module of a schema needs beside its files.
let mutantSwitch = """
  internal import Synchronization

  #if canImport(Darwin)
    @preconcurrency internal import Darwin
  #elseif canImport(Musl)
    @preconcurrency internal import Musl
  #else
    @preconcurrency internal import Glibc
  #endif

  let activeMutant: Int = getenv("\(Schema.variable)").flatMap { Int(String(cString: $0)) } ?? 0
  private let trace: String? = getenv("\(Schema.trace)").map { String(cString: $0) }
  private let reached = Mutex<Set<Int>>([])

  func isMutated(_ region: Int, _ numbers: ClosedRange<Int>) -> Bool {
    if activeMutant != 0 { return numbers.contains(activeMutant) }
    if let trace, reached.withLock({ $0.insert(region).inserted }) {
      let file = open(trace, O_WRONLY | O_APPEND | O_CREAT, 0o600)
      let line = Array("\\(region)\\n".utf8)
      _ = write(file, line, line.count)
      close(file)
    }
    return false
  }

  func leaveProgram() {
    fflush(nil)
    _exit(0)
  }

  func complain(_ error: any Error) { fputs("failed: \\(error)\\n", stderr) }

  func blockThread(for time: Duration) { usleep(UInt32(min(max(time / .seconds(1), 0), 60) * 1e6)) }

  func waitBusily(for time: Duration) async throws {
    let end = ContinuousClock.now + time
    repeat {
      try Task.checkCancellation()
      await Task.yield()
    } while ContinuousClock.now < end
  }

  func collected<Elements: AsyncSequence>(_ elements: Elements) async throws -> [Elements.Element] {
    var all: [Elements.Element] = []
    for try await element in elements { all.append(element) }
    return all
  }

  func localOffset() -> Int64 {
    var now = time(nil)
    var local = tm()
    localtime_r(&now, &local)
    return Int64(local.tm_gmtoff)
  }

  """
