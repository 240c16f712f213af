import Foundation
import Testing

@testable import Grader

/// Start is End with six methods left to write, and nothing else.
@Suite struct StartAndEndTests {
  /// The files that hold exercises, and their methods.
  static let exercises = [
    "DataHubServer/EgressService.swift": ["getDataPackagesStream"],
    "DataHubServer/IngestService.swift": ["sendDataPackagesStream", "exchangeDataPackages"],
    "DataHubClient/GetStream.swift": ["getStream"],
    "DataHubClient/SendStream.swift": ["sendStream"],
    "DataHubClient/Exchange.swift": ["exchange"],
  ]

  static func sources(_ name: String) throws -> [String: String] {
    try SourceTree(reading: Root.folder.appending(path: "\(name)/Sources")).files.mapValues {
      String(decoding: $0, as: UTF8.self)
    }
  }

  @Test func `they differ in nothing but the bodies of the exercises' methods`() throws {
    let (start, end) = (try Self.sources("Start"), try Self.sources("End"))
    #expect(start.keys.sorted() == end.keys.sorted())
    for (path, text) in end {
      let methods = Self.exercises[path] ?? []
      #expect(
        Self.without(methods, in: start[path] ?? "") == Self.without(methods, in: text), "\(path)")
    }
  }

  @Test func `every exercise's method is a stub in Start, and none is in End`() throws {
    let (start, end) = (try Self.sources("Start"), try Self.sources("End"))
    for (path, methods) in Self.exercises {
      let stubs = start[path]?.matches(of: #/"exercise [1-6]: \S+ is not started"/#).count
      #expect(stubs == methods.count, "\(path)")
      #expect(end[path]?.contains("is not started") == false, "\(path)")
    }
  }

  @Test func `their manifests are the same`() throws {
    let manifests = try ["Start", "End"].map {
      try Data(contentsOf: Root.folder.appending(path: "\($0)/Package.swift"))
    }
    #expect(manifests[0] == manifests[1])
  }

  /// The text without what is between the line that opens a method's body and the line that closes
  /// it, both at the indentation of a member.
  private static func without(_ methods: [String], in text: String) -> [Substring] {
    var lines: [Substring] = []
    var (isInHead, isInBody) = (false, false)
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if isInBody {
        isInBody = line != "  }"
        if isInBody { continue }
      }
      lines.append(line)
      if methods.contains(where: { line.hasPrefix("  func \($0)(") }) { isInHead = true }
      if isInHead, line.hasSuffix("{") { (isInHead, isInBody) = (false, true) }
    }
    return lines
  }
}
