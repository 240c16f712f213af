import Fuzzing
import Testing

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// What fuzzing has found, once more: see `Tests/Transport/fuzz`.
@Suite(.timeLimit(.minutes(1))) struct CorpusTests {
  @Test(arguments: Target.allCases)
  func `No input of the corpus breaks a rule`(target: Target) throws {
    let inputs = Self.inputs(of: target)
    #expect(inputs.count > 10)
    for (name, input) in inputs {
      #expect(target.violations(input) == [], "\(target.rawValue)/\(name)")
    }
  }

  /// The corpus of one role is no less an input for the other.
  @Test(arguments: [(Target.server, Target.client), (.client, .server)])
  func `Neither does an input of the other side`(target: Target, other: Target) throws {
    for (name, input) in Self.inputs(of: other) {
      #expect(target.violations(input) == [], "\(other.rawValue)/\(name)")
    }
  }

  @Test func `What is recorded breaks no rule either`() {
    for (target, input) in Recording.inputs() {
      #expect(target.violations(input) == [])
    }
  }

  private static func inputs(of target: Target) -> [(name: String, octets: [UInt8])] {
    let tests = #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
    let folder = "/\(tests)/Fuzzer/corpus/\(target.rawValue)"
    guard let entries = opendir(folder) else { return [] }
    defer { closedir(entries) }
    var names: [String] = []
    while let entry = readdir(entries) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted().map { ($0, octets(of: "\(folder)/\($0)")) }
  }

  private static func octets(of path: String) -> [UInt8] {
    guard let file = fopen(path, "r") else { return [] }
    defer { fclose(file) }
    return Array(unsafeUninitializedCapacity: 1 << 16) { buffer, count in
      count = fread(buffer.baseAddress, 1, buffer.count, file)
    }
  }
}
