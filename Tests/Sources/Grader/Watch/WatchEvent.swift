/// What happens to a watch.
enum WatchEvent: Sendable {
  case key(Key)
  case sources(SourceWatch.Event)
  /// A grading or call that runs says something. Runs are counted from 1.
  case said(GradingEvent, run: Int)
  /// What it says on stderr: what it waits for, and what keeps it from its work.
  case waits(String, run: Int)
  case ended(run: Int)
  case hint([String])
  /// The page with the whole result was written, or why it was not.
  case page([String])
  case resized
  /// A second is over.
  case tick
}

/// What a watch then does.
enum WatchEffect: Hashable, Sendable {
  case start(WatchJob, run: Int)
  /// Ends the run as soon as can be.
  case stop
  case findHint(CheckNumber)
  /// Writes the page with these results, and opens it.
  case openPage([CheckResult])
  case quit(Int32)
}

/// What can run: a grading, or a call that is shown.
enum WatchJob: Hashable, Sendable {
  case grade([CheckNumber])
  /// Of the submission's server, or of its client with its server.
  case wire(WireCall, byClient: Bool)
}
