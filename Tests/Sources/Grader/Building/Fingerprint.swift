internal import Foundation

/// Tells apart what goes into a build: FNV-1a, 64 bits, over names and contents.
struct Fingerprint: Hashable, Sendable, CustomStringConvertible {
  private var state: UInt64 = 0xcbf2_9ce4_8422_2325

  mutating func combine(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { state = (state ^ UInt64(byte)) &* 0x100_0000_01b3 }
    state = (state ^ 0xff) &* 0x100_0000_01b3
  }

  mutating func combine(_ text: String) { combine(text.utf8) }

  mutating func combine(_ tree: SourceTree) {
    for (path, content) in tree.files.sorted(by: { $0.key < $1.key }) {
      combine(path)
      combine(content)
    }
  }

  var description: String {
    let digits = String(state, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
