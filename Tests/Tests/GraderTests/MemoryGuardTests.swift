import Foundation
import Synchronization
import Testing

@testable import Grader

struct MemoryGuardTests {
  @Test func `Who holds too much together is ended, and that is told`() async {
    let (kills, kill) = AsyncStream.makeStream(of: Void.self)
    let held = Mutex(1 << 30)
    let guarding = MemoryGuard(
      limit: 4 << 30,
      memory: {
        held.withLock { octets in
          defer { octets = 6 << 30 }
          return octets
        }
      },
      kill: { kill.yield() })
    for await _ in kills { break }
    #expect(
      guarding.end() == "all processes of the submission held more than 4 GiB of memory")
  }

  @Test func `Who keeps to the limit beside what others held before is left alone`() async {
    let (looks, look) = AsyncStream.makeStream(of: Void.self)
    let guarding = MemoryGuard(
      limit: 4 << 30,
      memory: {
        look.yield()
        return 4 << 30
      }, kill: { Issue.record("killed") })
    var later = looks.dropFirst(1).makeAsyncIterator()
    #expect(await later.next() != nil)
    #expect(guarding.end() == nil)
  }
}
