internal import Foundation

/// The result as one page for a browser that needs nothing else: without scripts and without a
/// network, and whatever programs have said is text in it.
public struct HTMLReport: Sendable {
  public var grading: Grading
  /// What is shown beside what happened.
  public var finished: FinishedCalls

  public init(_ grading: Grading, finished: FinishedCalls) {
    self.grading = grading
    self.finished = finished
  }

  /// The page.
  ///
  /// - Throws: ``Trouble`` if a template cannot be read.
  public func text() throws(Trouble) -> String {
    try PageTemplates.render(ResultPage(grading, finished), with: "result")
  }

  /// - Throws: ``Trouble`` if the file cannot be written.
  public func write(to path: String) throws(Trouble) {
    try Reports.write(Data(text().utf8), to: path)
  }
}
