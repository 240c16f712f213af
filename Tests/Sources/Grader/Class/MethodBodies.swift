internal import Foundation

/// The bodies of exercise methods: which methods those are, is told by where Start and End differ.
struct MethodBodies: Sendable {
  /// What stands in place of a digest for a body that is End's.
  static let finished = "End"

  /// Files of more octets are nobody's handwriting.
  private static let longestFile = 100_000

  /// By method: what it is in Start and in End.
  private let methods: [String: (file: String, start: String, end: String)]

  init(_ workbook: Workbook) throws {
    let start = try SourceTree(reading: workbook.root.appending(path: "Start/Sources"))
    let end = (try? SourceTree(reading: workbook.root.appending(path: "End/Sources"))) ?? start
    var methods: [String: (file: String, start: String, end: String)] = [:]
    for (file, content) in end.files where start.files[file] != content {
      let stubs = Self.bodies(in: start.files[file])
      for (name, body) in Self.bodies(in: content) {
        if let stub = stubs[name], stub != body { methods[name] = (file, stub, body) }
      }
    }
    self.methods = methods
  }

  /// Of each method that a student wrote a digest of its body; of one that is End's, ``finished``.
  func digests(of sources: SourceTree) -> [String: String] {
    var digests: [String: String] = [:]
    for (name, method) in methods {
      guard let file = sources.files[method.file], file.count <= Self.longestFile,
        let body = Self.bodies(in: file, of: [name])[name], body != method.start, !body.isEmpty
      else { continue }
      var input = BuildInput()
      input.add(Data(body.utf8))
      digests[name] = body == method.end ? Self.finished : input.name
    }
    return digests
  }

  /// The methods of a file: their bodies without comments and white space.
  ///
  /// - Parameter names: Of these alone; of all if nil.
  private static func bodies(in file: Data?, of names: Set<String>? = nil) -> [String: String] {
    let lines = String(decoding: file ?? Data(), as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    var bodies: [String: String] = [:]
    for (index, line) in lines.enumerated() {
      guard let match = line.firstMatch(of: #/^ {0,8}(?:\w+ )*func +(\w+)\b/#) else { continue }
      let name = String(match.1)
      // The first of a name, as others may be many.
      if bodies[name] != nil || names?.contains(name) == false { continue }
      bodies[name] = body(in: lines[index...].joined(separator: "\n"))
    }
    return bodies
  }

  /// What stands between the first brace that opens a body and the one that closes it, without
  /// comments and white space. Braces in strings are taken for what they look like.
  private static func body(in text: String) -> String {
    let plain =
      text
      .replacing(#/(?s)\/\*.*?\*\//#, with: "")
      .replacing(#/(?m)(^|\s)\/\/.*$/#, with: "")
    var depth = 0
    var body = ""
    for character in plain {
      if character == "}" {
        depth -= 1
        if depth == 0 { break }
      }
      if depth > 0, !character.isWhitespace { body.append(character) }
      if character == "{" { depth += 1 }
    }
    return body
  }
}
