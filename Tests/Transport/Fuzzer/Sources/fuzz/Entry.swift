import Fuzzing

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// What FUZZ_TARGET names.
private let target: Target = {
  let name = getenv("FUZZ_TARGET").map { String(cString: $0) } ?? ""
  guard let target = Target(rawValue: name) else {
    fatalError("FUZZ_TARGET is one of \(Target.allCases.map(\.rawValue))")
  }
  return target
}()

/// What libFuzzer calls with each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ octets: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let input = Array(UnsafeBufferPointer(start: octets, count: count))
  let violations = target.violations(input)
  if !violations.isEmpty {
    let text = "Broken: \(violations.joined(separator: "; "))\n"
    write(STDERR_FILENO, text, text.utf8.count)
    abort()
  }
  return 0
}

/// What libFuzzer calls first: with FUZZ_RECORD, conversations are recorded into the folders that it
/// has for each target, and nothing else is done.
@_cdecl("LLVMFuzzerInitialize")
public func initialize(
  _ count: UnsafeMutablePointer<CInt>?,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>?
) -> CInt {
  guard let folder = getenv("FUZZ_RECORD").map({ String(cString: $0) }) else { return 0 }
  for (number, (target, input)) in Recording.inputs().enumerated() {
    guard let file = fopen("\(folder)/\(target.rawValue)/recorded-\(number)", "w") else {
      fatalError("\(folder) has no folder \(target.rawValue)")
    }
    fwrite(input, 1, input.count, file)
    fclose(file)
  }
  // Without a word to libFuzzer, which takes an exit for a crash.
  _exit(0)
}
