import Foundation
import TestSupport
import Testing

/// Start is End without what the exercises ask for.
struct StartAndEndTests {
  /// The methods that students write, by file, with the exercises that ask for them.
  private static let exercises: [String: [String: Int]] = [
    "Sources/DataHubServer/EgressService.swift": [
      "getDataPackagesStream": 1, "subscribeDataPackages": 7,
    ],
    "Sources/DataHubClient/GetStream.swift": ["getStream": 2],
    "Sources/DataHubServer/IngestService.swift": [
      "sendDataPackagesStream": 3, "exchangeDataPackages": 4,
    ],
    "Sources/DataHubClient/SendStream.swift": ["sendStream": 3],
    "Sources/DataHubClient/Exchange.swift": ["exchange": 4],
    "Sources/DataHubClient/Subscribe.swift": ["subscribe": 8],
  ]
  /// The types whose inside students make up: Start has what others use of them.
  private static let open: [String: [String]] = [
    "Sources/DataHubServer/Hub.swift": ["publish"],
    "Sources/DataHubClient/Subscribe.swift": ["subscribe"],
  ]

  private let start = Root.folder.appending(path: "Start")
  private let end = Root.folder.appending(path: "End")

  /// A page that can be held in the head, in lines.
  private static let longest = 40

  @Test func `They have the same files`() throws {
    let files = try files(of: end)
    #expect(try self.files(of: start) == files)
    #expect(Set(Self.exercises.keys).isSubset(of: files))
  }

  @Test func `Files without an exercise are the same`() throws {
    for file in try files(of: end)
    where Self.exercises[file] == nil && Self.open[file] == nil {
      let same =
        try Data(contentsOf: start.appending(path: file))
        == Data(contentsOf: end.appending(path: file))
      #expect(same, "\(file)")
    }
  }

  @Test func `Files with an exercise differ in its methods alone`() throws {
    for (file, methods) in Self.exercises {
      let names = Array(methods.keys)
      let (start, end) = (
        try SwiftFile(start.appending(path: file)), try SwiftFile(end.appending(path: file))
      )
      if Self.open[file] == nil {
        #expect(start.outside(names) == end.outside(names), "\(file)")
      }
      for (name, exercise) in methods {
        let stub = try #require(start.body(of: name), "\(file): \(name)")
        let words = start.lines[stub].joined(separator: " ")
        #expect(words.contains("throw RPCError("), "\(file): \(name)")
        #expect(words.contains("code: .unimplemented"), "\(file): \(name)")
        #expect(words.contains("message: \"exercise \(exercise): "), "\(file): \(name)")
        let answer = try #require(end.body(of: name), "\(file): \(name)")
        #expect(
          (10...Self.longest).contains(answer.count), "\(file): \(name): \(answer.count) lines")
      }
    }
  }

  @Test func `What Start has of an open type is End's, line by line`() throws {
    for (file, methods) in Self.open {
      let start = try SwiftFile(start.appending(path: file))
      var rest = try SwiftFile(end.appending(path: file)).outside(methods)[...]
      for line in start.outside(methods) {
        let place = rest.firstIndex(of: line)
        #expect(place != nil, "\(file): \(line)")
        if let place { rest = rest[(place + 1)...] }
      }
    }
  }

  private func files(of package: URL) throws -> Set<String> {
    let all = try #require(
      FileManager.default.enumerator(atPath: package.appending(path: "Sources").path))
    let sources = all.compactMap { $0 as? String }.filter { $0.hasSuffix(".swift") }
    return Set(sources.map { "Sources/" + $0 } + ["Package.swift"])
  }
}
