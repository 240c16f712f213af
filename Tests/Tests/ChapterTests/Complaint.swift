import Foundation
import TestSupport
import Testing

/// Records a failure at a line of a page.
func complain(_ path: String, _ line: Int, _ message: String) {
  let place = SourceLocation(
    fileID: "Workbook/\(path)", filePath: Root.folder.appending(path: path).path, line: line,
    column: 1)
  Issue.record("\(path):\(line): \(message)", sourceLocation: place)
}
