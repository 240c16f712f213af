import Testing

/// A command line with a mistake in it, and what the grader makes of it.
struct BadInput: CustomTestStringConvertible, Sendable {
  var words: [String]
  var code: Int32
  /// What is said of it.
  var says: String

  init(_ words: String..., code: Int32, says: String) {
    self.words = words
    self.code = code
    self.says = says
  }

  var testDescription: String { words.map { $0.isEmpty ? "''" : $0 }.joined(separator: " ") }

  /// Every command and flag.
  static let all = words + flags + ofCommands

  private static let words = [
    BadInput("99.1", code: 2, says: "There is no check \"99.1\"."),
    BadInput("1.", code: 2, says: "There is no check \"1.\"."),
    BadInput("01", code: 2, says: "There is no check \"01\"."),
    BadInput("Start", "1.x", code: 2, says: "There is no check \"1.x\"."),
    BadInput("End", "Start", code: 2, says: "Name what is graded first"),
    BadInput("1.1", "End", code: 2, says: "Name what is graded first"),
    BadInput("--list", "99", code: 2, says: "There is no check \"99\"."),
    BadInput("Nowhere", code: 2, says: "Nowhere is no submission"),
    BadInput("", code: 2, says: "is no submission"),
    BadInput("Strat", code: 2, says: "Did you mean \"Start\"?"),
    BadInput("/etc/passwd", code: 2, says: "/etc/passwd is no submission"),
    BadInput("wrie", code: 2, says: "Did you mean \"wire\"?"),
    BadInput("wrie", "exchange", code: 2, says: "Did you mean \"wire\"?"),
    BadInput("wacth", "1", "2", code: 2, says: "Did you mean \"watch\"?"),
  ]

  private static let flags = [
    BadInput("--colour", code: 64, says: "Unknown option '--colour'"),
    BadInput("--lsit", code: 64, says: "Did you mean '--list'?"),
    BadInput("--jobs", "0", code: 64, says: "--jobs takes a number from 1 on."),
    BadInput("--jobs", "many", code: 64, says: "The value 'many' is invalid for '--jobs <jobs>'"),
    BadInput("--jobs", code: 64, says: "Missing value for '--jobs <jobs>'"),
    BadInput("--seed", "x", code: 64, says: "The value 'x' is invalid for '--seed <seed>'"),
    BadInput("--seed=-1", code: 64, says: "The value '-1' is invalid for '--seed <seed>'"),
    BadInput("--build-limit", "0", code: 64, says: "--build-limit takes seconds from 1 to 86400."),
    BadInput("--build-limit", "soon", code: 64, says: "The value 'soon' is invalid for"),
    BadInput("--build-limit", "nan", code: 64, says: "--build-limit takes seconds from 1"),
    BadInput("--json", code: 64, says: "Missing value for '--json <file>'"),
    BadInput("--junit", code: 64, says: "Missing value for '--junit <file>'"),
    BadInput("--nio=yes", code: 64, says: "does not take any value, but 'yes' was specified"),
    BadInput("--root", "/tmp", code: 2, says: "/tmp is not the workbook"),
  ]

  private static let ofCommands = [
    BadInput("--html", code: 64, says: "Missing value for '--html <file>'"),
    BadInput("page", code: 64, says: "Missing expected argument '<json-file>'"),
    BadInput("page", "/nowhere.json", "/tmp/x", code: 2, says: "There is no result in /nowhere"),
    BadInput("wire", code: 64, says: "Missing expected argument '<call>'"),
    BadInput("wire", "get-strem", code: 64, says: "Did you mean \"get-stream\"?"),
    BadInput("wire", "exchange", "Nowhere", code: 2, says: "Nowhere is no submission"),
    BadInput("wire", "exchange", "--colour", code: 64, says: "Unknown option '--colour'"),
    BadInput("wire", "exchange", "--client", code: 64, says: "Missing value for '--client"),
    BadInput("wire", "exchange", "--svg", code: 64, says: "Missing value for '--svg <file>'"),
    BadInput(
      "wire", "exchange", "End", "--client", "Nowhere", code: 2,
      says: "Nowhere is no submission"),
    BadInput("watch", "Strat", code: 2, says: "Did you mean \"Start\"?"),
    BadInput("watch", "99", code: 2, says: "There is no check \"99\"."),
    BadInput("watch", "1", "End", code: 2, says: "Name what is graded first"),
    BadInput("watch", "--colour", code: 64, says: "Unknown option '--colour'"),
    BadInput("hint", "99", code: 2, says: "There is no check \"99\"."),
    BadInput("hint", "Start", code: 2, says: "Name an exercise (1 to"),
    BadInput("hint", "1.1", "1.2", code: 64, says: "Unexpected argument '1.2'"),
    BadInput("hint", "--colour", code: 64, says: "Unknown option '--colour'"),
    BadInput("progress", "Nowhere", code: 2, says: "Nowhere is no submission"),
    BadInput("progress", "End", "Start", code: 64, says: "Unexpected argument 'Start'"),
    BadInput("progress", "--colour", code: 64, says: "Unknown option '--colour'"),
    BadInput("doctor", "--colour", code: 64, says: "Unknown option '--colour'"),
    BadInput("doctor", "now", code: 64, says: "Unexpected argument 'now'"),
    BadInput("programs", "Nowhere", code: 2, says: "Nowhere is no submission"),
    BadInput("programs", "End", "Start", code: 64, says: "Unexpected argument 'Start'"),
    BadInput("programs", "--colour", code: 64, says: "Unknown option '--colour'"),
    BadInput("answers", "X99", code: 2, says: "There is no answer \"X99\""),
    BadInput("answers", "--repeat", "0", code: 64, says: "--repeat takes a number from 1 on."),
    BadInput("answers", "--jobs", "0", code: 64, says: "--jobs takes a number from 1 on."),
    BadInput("answers", "--colour", code: 64, says: "Unknown option '--colour'"),
    BadInput("draw", "--colour", code: 64, says: "Unknown option '--colour'"),
    BadInput("draw", "all", code: 64, says: "Unexpected argument 'all'"),
  ]
}
