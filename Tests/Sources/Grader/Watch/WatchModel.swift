/// What a watch knows, and what it decides: a value without a terminal, files or programs.
struct WatchModel: Sendable {
  /// What stands below the exercises.
  enum Pane: Hashable, Sendable {
    /// The report that matters, or what the grading says instead.
    case report
    /// A hint, or where the page is.
    case hint([String])
    case call(WireCall, [String])
  }

  /// A grading or a call that runs.
  struct Run: Hashable, Sendable {
    var number: Int
    var job: WatchJob
    var isTold = false
    var seconds = 0
  }

  let submission: String
  let checks: [Check]
  /// Which checks are judged at each save.
  var selection: [CheckNumber]
  var verdicts: [CheckNumber: Verdict]
  /// The last results that are not passed.
  var failures: [CheckNumber: CheckResult] = [:]
  /// The checks that are being judged.
  var judging: Set<CheckNumber> = []
  /// What the last grading said besides its results.
  var texts: [String] = []
  /// What goes on, in its own words.
  var doing = ""
  /// The last of what it says on stderr: what it waits for, and what keeps it from its work.
  var words: [String] = []
  var saved: [String] = []
  var pane = Pane.report
  /// How many lines of the pane are above its first row.
  var scroll = 0
  private(set) var run: Run?
  /// What is to run next, once nothing else does and the files are at rest.
  private(set) var wanted: WatchJob?
  private var isSaving = false
  private var runs = 0

  init(
    _ submission: String, checks: [Check], selection: [CheckNumber],
    verdicts: [CheckNumber: Verdict] = [:]
  ) {
    self.submission = submission
    self.checks = checks
    self.selection = selection
    self.verdicts = verdicts
    wanted = .grade(selection)
  }

  /// The check whose report is shown: the first of the selection that was judged and is not passed;
  /// what is not started only if nothing else is wrong.
  var reported: CheckNumber? {
    let open = selection.filter { failures[$0] != nil }
    return open.first { failures[$0]?.verdict != .notStarted } ?? open.first
  }

  /// Takes up what happened.
  ///
  /// - Returns: What is to be done, in order.
  mutating func handle(_ event: WatchEvent) -> [WatchEffect] {
    switch event {
    case .key(let key): return press(key)
    case .sources(.changed(let files)):
      isSaving = true
      saved = files
      want(.grade(selection))
    case .sources(.settled): isSaving = false
    case .said(let event, let number) where number == run?.number: hear(event)
    case .waits(let text, let number) where number == run?.number:
      if case .wire = run?.job {
        hear(.text(text))
      } else {
        words = (words + [text]).suffix(20)
        doing = ""
      }
    case .ended(let number) where number == run?.number: end()
    case .hint(let lines), .page(let lines): show(.hint(lines))
    case .tick: run?.seconds += 1
    case .said, .waits, .ended, .resized: break
    }
    return next()
  }

  private mutating func press(_ key: Key) -> [WatchEffect] {
    switch key {
    case .letter("q"), .end: return [.quit(0)]
    case .interrupt: return [.quit(130)]
    case .letter("h"):
      if let number = reported ?? firstNotPassed { return [.findHint(number)] }
      show(.hint(["Nothing is left to hint at: every check is passed."]))
    case .letter("r"): want(.grade(selection))
    case .letter("a"): want(.grade(checks.map(\.number)))
    case .letter("n"):
      let next = nextExercise
      want(.grade(checks.map(\.number).filter { $0.exercise == next }))
    case .letter("f"):
      let open = checks.map(\.number).filter { verdicts[$0] != .passed }
      if !open.isEmpty { want(.grade(open)) }
    case .letter("o"): return [.openPage(results)]
    case .letter("w"): want(call)
    case .up, .letter("k"): scroll -= 1
    case .down, .letter("j"): scroll += 1
    case .pageUp: scroll -= 10
    case .pageDown: scroll += 10
    case .letter: break
    }
    scroll = max(0, scroll)
    return next()
  }

  private mutating func want(_ job: WatchJob) {
    if case .grade(let numbers) = job { selection = numbers }
    wanted = job
  }

  /// Ends what runs if something else is wanted, and begins that as soon as it can.
  private mutating func next() -> [WatchEffect] {
    guard let job = wanted else { return [] }
    if let current = run {
      if current.isTold { return [] }
      run?.isTold = true
      return [.stop]
    }
    if isSaving { return [] }
    wanted = nil
    runs += 1
    run = Run(number: runs, job: job)
    begin(job)
    return [.start(job, run: runs)]
  }

  private mutating func begin(_ job: WatchJob) {
    judging = []
    doing = ""
    words = []
    switch job {
    case .grade(let numbers):
      texts = []
      for number in numbers { failures[number] = nil }
      show(.report)
    case .wire(let call, _): show(.call(call, []))
    }
  }

  private mutating func end() {
    if case .grade = run?.job, texts.isEmpty { texts = words }
    run = nil
    judging = []
    words = []
  }

  private mutating func hear(_ event: GradingEvent) {
    if run?.isTold == true { return }
    switch event {
    case .judging(let number): judging.insert(number)
    case .doing(let text): doing = text
    case .judged(let result):
      judging.remove(result.number)
      verdicts[result.number] = result.verdict
      failures[result.number] = result.verdict == .passed ? nil : result
    case .text(let text):
      if case .call(let call, let lines) = pane, case .wire = run?.job {
        // What a call says is followed to its end.
        pane = .call(call, (lines + [text]).suffix(500))
        scroll = .max
      } else {
        texts.append(text)
      }
    }
  }

  /// What is known of every check.
  private var results: [CheckResult] {
    checks.map { check in
      failures[check.number]
        ?? CheckResult(check, verdicts[check.number] ?? .notRun, seconds: 0)
    }
  }

  private mutating func show(_ pane: Pane) {
    self.pane = pane
    scroll = 0
  }

  private var firstNotPassed: CheckNumber? {
    checks.first { verdicts[$0.number] != .passed }?.number
  }

  /// The one after the exercise that is watched, or else the first that is not done.
  private var nextExercise: Int {
    let exercises = checks.map(\.number.exercise)
    let watched = Set(selection.map(\.exercise))
    guard watched.count == 1, let current = watched.first else {
      return firstNotPassed?.exercise ?? 1
    }
    return exercises.first { $0 > current } ?? exercises.first ?? 1
  }

  /// The call of the check that is reported, or else of the exercise that is watched. Whose it is, its
  /// first frame tells: `→` is the grader's.
  private var call: WatchJob {
    let transcript = reported.flatMap { failures[$0]?.failure?.transcript } ?? []
    for line in transcript {
      if let call = WireCall.allCases.first(where: { line.contains($0.path) }) {
        return .wire(call, byClient: line.contains("← HEADERS"))
      }
    }
    let exercise = (reported ?? selection.first)?.exercise ?? 1
    return .wire(WireCall.usual(in: exercise), byClient: exercise == 2)
  }
}
