/// The word that somebody may have meant.
public enum Suggestion {
  /// ` Did you mean "Start"?`, or nothing if no word is near.
  public static func text(for word: String, among words: [String]) -> String {
    let lowered = word.lowercased()
    let near = words.map { ($0, distance(lowered, $0.lowercased())) }
      .filter { $0.1 <= max(1, $0.0.count / 3) }
      .min { $0.1 < $1.1 }
    return near.map { " Did you mean \"\($0.0)\"?" } ?? ""
  }

  /// How many letters must be put in, taken out, replaced, or exchanged with the next one, at most:
  /// an exchange counts as one.
  static func distance(_ a: String, _ b: String) -> Int {
    let (a, b) = (Array(a), Array(b))
    var rows = [Array(0...b.count)]
    for i in 0..<a.count {
      var row = [i + 1]
      for j in 0..<b.count {
        var cost = min(rows[i][j + 1] + 1, row[j] + 1, rows[i][j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          cost = min(cost, rows[i - 1][j - 1] + 1)
        }
        row.append(cost)
      }
      rows.append(row)
    }
    return rows[a.count][b.count]
  }
}
