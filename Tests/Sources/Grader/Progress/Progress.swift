/// The latest verdict on each check of each submission, as the file keeps it between runs.
struct Progress: Codable, Hashable, Sendable {
  /// Names this form of the data; a file of another form is begun anew.
  static let currentSchema = "datahub.progress/1"
  /// More are nobody's own work; the one not graded for longest is forgotten.
  private static let most = 20

  struct Entry: Codable, Hashable, Sendable {
    /// When it was graded last: ISO 8601, UTC.
    var graded: String
    /// By number, and none of a check that was never judged.
    var checks: [String: Verdict] = [:]

    func verdict(of number: CheckNumber) -> Verdict? { checks["\(number)"] }
  }

  var schema = currentSchema
  /// By ``ProgressStore/key(of:)``.
  var submissions: [String: Entry] = [:]

  /// Takes up what was judged; "not run" and "not judged" say nothing about the submission.
  ///
  /// - Returns: What that changed; nil for a submission that was never graded before.
  mutating func record(_ results: [CheckResult], of key: String, at time: String) -> ProgressChange?
  {
    let judged = results.filter { ![.notRun, .trouble].contains($0.verdict) }
    let old = submissions[key]
    if judged.isEmpty { return old.map { _ in ProgressChange() } }
    var entry = old ?? Entry(graded: time)
    var change = ProgressChange()
    for result in judged {
      let before = entry.verdict(of: result.number)
      if result.verdict == .passed, before != .passed { change.gained.append(result.number) }
      if result.verdict != .passed, before == .passed { change.lost.append(result.number) }
      entry.checks["\(result.number)"] = result.verdict
    }
    entry.graded = time
    submissions[key] = entry
    while submissions.count > Self.most,
      let oldest = submissions.min(by: { $0.value.graded < $1.value.graded })
    {
      submissions[oldest.key] = nil
    }
    return old == nil ? nil : change
  }
}
