import Foundation
import Grader
import Mutation

/// Names End, what it is built with, and the grader: what results hold for.
func fingerprint(of end: SourceTree, in workbook: Workbook) throws -> String {
  var name = ContentName()
  name.combine(end)
  for package in [workbook.protos, workbook.transport, workbook.root.appending(path: "Tests")] {
    name.combine(try SourceTree(reading: package.appending(path: "Sources")))
  }
  return "\(name)"
}

extension ContentName {
  fileprivate mutating func combine(_ tree: SourceTree) {
    for (path, content) in tree.files.sorted(by: { $0.key < $1.key }) {
      combine(path.utf8)
      combine(content)
    }
  }
}
