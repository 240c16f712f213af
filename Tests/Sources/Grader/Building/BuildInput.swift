internal import Foundation

/// All that a build is made from, in octets that differ whenever it does: each part comes after its
/// length.
struct BuildInput: Hashable, Sendable {
  private(set) var octets = Data()

  mutating func add(_ part: Data) {
    withUnsafeBytes(of: UInt64(part.count).littleEndian) { octets.append(contentsOf: $0) }
    octets.append(part)
  }

  mutating func add(_ tree: SourceTree) {
    add(Data("\(tree.files.count)".utf8))
    for (path, content) in tree.files.sorted(by: { $0.key < $1.key }) {
      add(Data(path.utf8))
      add(content)
    }
  }

  /// A short name, to look for it: FNV-1a, 64 bits. Others with the same name are easily made, so
  /// that what is found must be compared by its octets.
  var name: String {
    let hash = octets.reduce(UInt64(0xcbf2_9ce4_8422_2325)) { hash, octet in
      (hash ^ UInt64(octet)) &* 0x100_0000_01b3
    }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
