internal import Foundation

/// What `class.mustache` shows of a class, by the names that it uses.
struct ClassPage {
  struct Column {
    var number: String
    var sentence: String
  }

  struct Head {
    var number: Int
    var title: String
  }

  struct Cost {
    var text: String
    /// What it is sorted by.
    var key: String
  }

  struct Mark {
    var mark: String
    var word: String
    /// The class of its style: good, bad or open.
    var state: String
    var key: Int
  }

  struct Row {
    var name: String
    /// The student's own page.
    var link: String?
    var points: String
    var key: String
    var costs: [Cost]
    var marks: [Mark]
    var note: String
  }

  let title = "\(ClassCSV.title): the class"
  var summary: String
  var most: String
  var exercises: [Head]
  var checks: [Column]
  var rows: [Row]
  /// Lets the page's own script run, and no other.
  var nonce: String

  /// - Parameter isAnonymous: Whether nobody is to be known by it: students are numbered, in an order
  ///   that says nothing, and are not linked.
  init(_ results: ClassResults, isAnonymous: Bool) {
    let numbers = results.list.checks
    summary = ClassSummary(results, Ink(isColoured: false)).counts
    most = Points.text(results.most)
    exercises = results.exercises.map { number in
      Head(number: number, title: Exercise.all.first { $0.number == number }?.title ?? "")
    }
    let sentences = Dictionary(
      Check.all.map { ($0.number, $0.sentence) }, uniquingKeysWith: { first, _ in first })
    checks = numbers.map { Column(number: "\($0)", sentence: sentences[$0] ?? "") }
    let order = isAnonymous ? results.rows.sorted { Self.hash($0) < Self.hash($1) } : results.rows
    rows = order.enumerated().map { place, row in
      Self.row(row, in: results, number: isAnonymous ? place + 1 : nil)
    }
    nonce = Self.hash("\(rows.map(\.name)) \(rows.map(\.points))")
  }

  /// - Parameter number: What stands in place of the name; nil shows that.
  private static func row(
    _ row: ClassResults.Row, in results: ClassResults, number: Int?
  ) -> Row {
    let member = row.member
    let known = member.name.map { "\($0) (\(member.id))" } ?? member.id
    let file = ResultStore.fileName(of: member.id)
    let remarks = (row.reason.isEmpty ? [] : ["\(row.outcome.rawValue): \(row.reason)"]) + row.facts
    return Row(
      name: number.map { "Student \($0)" } ?? PlainText.harmless(known),
      link: number == nil && row.grading != nil
        ? "students/\(file.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? file).html"
        : nil,
      points: Points.text(row.points), key: row.points.map { "\($0)" } ?? "-1",
      costs: results.exercises.map { cost(of: $0, row, results) },
      marks: results.list.checks.map { mark(row.verdict(of: $0)) },
      note: number == nil
        ? PlainText.harmless(remarks.joined(separator: "; ")) : row.outcome.rawValue)
  }

  /// The points that an exercise has cost a student.
  private static func cost(
    of exercise: Int, _ row: ClassResults.Row, _ results: ClassResults
  ) -> Cost {
    let own = results.list.checks.filter { $0.exercise == exercise }
    guard row.points != nil, let grading = row.grading,
      let score = results.points.score(of: grading, in: own)
    else { return Cost(text: "-", key: "-1") }
    let cost = results.points.most(own) - score
    return Cost(text: cost == 0 ? "0" : "−\(cost)", key: "\(cost)")
  }

  private static func mark(_ verdict: Verdict) -> Mark {
    let (mark, state, key): (String, String, Int) =
      switch verdict {
      case .passed: ("✓", "good", 6)
      case .failed: ("✗", "bad", 5)
      case .crashed: ("!", "bad", 4)
      case .timedOut: ("…", "bad", 3)
      case .notStarted: ("·", "open", 2)
      case .notRun: ("–", "open", 1)
      case .trouble: ("?", "open", 0)
      }
    return Mark(mark: mark, word: verdict.rawValue, state: state, key: key)
  }

  private static func hash(_ row: ClassResults.Row) -> String {
    hash("\(row.grading?.handedIn?.sources ?? "") \(row.member.id)")
  }

  private static func hash(_ text: String) -> String {
    var input = BuildInput()
    input.add(Data(text.utf8))
    return input.name
  }
}
