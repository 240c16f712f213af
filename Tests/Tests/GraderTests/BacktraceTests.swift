import Testing

@testable import Grader

@Suite struct BacktraceTests {
  /// As Swift 6.3 prints it without symbols.
  private static let lines = """
    Swift/ContiguousArrayBuffer.swift:692: Fatal error: Index out of range

    *** Signal 4: Backtracing from 0x7fa75856df7f... done ***

    *** Program crashed: Illegal instruction at 0x00007fa75856df7f ***

    Thread 3 "oot.default-qos" crashed:

     0         0x00007fa75856df7f
     1 [ra]    0x00007fa7586f961f
     3 [ra]    0x00005615ad9b0b5a
     4 [async] 0x00005615ad9b1110
    15         ...

    Images:

    0x00005615ad7b5000–0x00005615af000000 7506c3c7 DataHubServer /tmp/tmp.abc/DataHubServer
    0x00007fa758500000–0x00007fa758ad2d40 b521f25f libswiftCore.so /opt/swift/libswiftCore.so
    """.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)

  @Test func `Frames in the program's own file are found, by where they lie in it`() {
    let trace = Backtrace(in: Self.lines, of: "DataHubServer")
    // A return address is behind the call; that of a suspended function is its own.
    #expect(trace?.offsets == [0x1fbb5a - 1])
    #expect(Backtrace(in: Self.lines, of: "DataHubClient") == nil)
    #expect(Backtrace(in: ["error: *** no"], of: "DataHubServer") == nil)
  }
}
