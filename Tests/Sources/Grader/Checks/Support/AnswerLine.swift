internal import DataHubMessages
internal import Referee

/// The lines that exchange prints: `<count> <tracking guid>`.
enum AnswerLine {
  static func text(_ answer: UploadAnswer) -> String {
    "\(answer.dataPackageCount) \(answer.trackingGuid)"
  }

  /// Throws unless `line` is the one that `answer` makes.
  ///
  /// - Parameters:
  ///   - number: Which line of stdout it is, from 1.
  ///   - package: What was answered, where that has another GUID.
  ///   - failed: Answers that make no line.
  static func expect(
    _ line: String, _ number: Int, is answer: UploadAnswer, to package: UploadPackage?,
    butFor failed: [UploadAnswer]
  ) throws(CheckFailure) {
    if line == text(answer) { return }
    throw CheckFailure(
      expected: "line \(number) of stdout to be \(quoted(text(answer)))", received: quoted(line),
      try: hint(line, answer, package, failed))
  }

  private static func hint(
    _ line: String, _ answer: UploadAnswer, _ package: UploadPackage?, _ failed: [UploadAnswer]
  ) -> String? {
    let isFailed = failed.contains {
      line.contains($0.trackingGuid) || !$0.lastError.isEmpty && line.contains($0.lastError)
    }
    if isFailed {
      return "Look at isSuccess before you print, and print errors to stderr."
    }
    let words = line.split(separator: " ")
    if let package, words.last == Substring(package.trackingGuid) {
      return "Print the tracking_guid of the answer, not the one that you have sent."
    }
    if words.count == 2, words[1] == answer.trackingGuid, Int(words[0]) != nil {
      return "Print data_package_count of the answer, not a count of your own."
    }
    if line.contains(answer.trackingGuid) {
      return "Print the answer's data_package_count, one space, and its tracking_guid."
    }
    return nil
  }
}

extension Program {
  /// The next line of stdout, which has to be the one that `answer` makes.
  ///
  /// - Parameters:
  ///   - missing: One thing to try if the client goes on and prints nothing.
  ///   - gone: One thing to try if it has ended instead.
  func expectLine(
    _ number: Int, for answer: UploadAnswer, to package: UploadPackage? = nil,
    butFor failed: [UploadAnswer] = [], _ expected: String, missing: String? = nil,
    gone: String? = nil
  ) async throws {
    let line = try await expectLine(.stdout, expected, missing: missing, gone: gone)
    try AnswerLine.expect(line.text, number, is: answer, to: package, butFor: failed)
  }
}
