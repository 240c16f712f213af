/// What differs between two texts, as `diff -u` shows it: the lines from the first to the last that
/// differ, with two around them.
public enum LineDifference {
  public static func text(_ old: String, _ new: String) -> String {
    let (old, new) = (lines(old), lines(new))
    let before = zip(old, new).prefix { $0 == $1 }.count
    let rest = min(old.count, new.count) - before
    let after = zip(old.reversed(), new.reversed()).prefix(rest).prefix { $0 == $1 }.count
    let start = max(0, before - 2)
    let around = old[start..<before].map { "  \($0)" }
    let removed = old[before..<(old.count - after)].map { "- \($0)" }
    let added = new[before..<(new.count - after)].map { "+ \($0)" }
    let tail = old[(old.count - after)...].prefix(2).map { "  \($0)" }
    return (around + removed + added + tail).joined(separator: "\n")
  }

  private static func lines(_ text: String) -> [Substring] {
    text.split(separator: "\n", omittingEmptySubsequences: false)
  }
}
