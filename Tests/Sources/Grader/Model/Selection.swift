/// Which checks are asked for: `1` is an exercise, `1.1` a check, nothing is all of them.
public enum Selection {
  /// The checks that `words` name, in order, each once.
  ///
  /// - Parameter others: What else may have been meant, where not only checks are named.
  /// - Throws: ``Trouble`` for a word that names none.
  public static func checks(
    _ words: [String], among all: [Check], words others: [String] = []
  ) throws(Trouble) -> [Check] {
    if words.isEmpty { return all }
    var wanted: Set<CheckNumber> = []
    for word in words {
      let found = all.map(\.number).filter { "\($0)" == word || "\($0.exercise)" == word }
      if found.isEmpty {
        throw Trouble(
          "There is no check \"\(word)\".\(Suggestion.text(for: word, among: others))",
          advice: word.first?.isNumber == true || others.isEmpty
            ? "Name an exercise (1 to \(Exercise.all.count)) or a check (1.1); --list shows them all."
            : "Name what is graded first, then exercises (1) or checks (1.1): Start 1.1.")
      }
      wanted.formUnion(found)
    }
    return all.filter { wanted.contains($0.number) }
  }
}
