internal import RegexBuilder

/// The report on a check that failed, as far as it is the same in every run: without frames, and
/// without numbers and line breaks. A last line `…` is left out.
public struct GoldenReport: Equatable {
  let words: String

  public init(_ text: String) {
    let lines = text.split(separator: "\n").filter { line in
      line != "…" && !line.contains(#/^\s+\d+\sms\s+[→←·]|^\s{13}|^\s+….*…$/#)
    }
    // Which package it was that failed first differs from run to run, and line breaks with it.
    words = Self.mask(lines.joined(separator: " "))
      .replacing(#/[0-9]+/#, with: "#").replacing(#/\s+/#, with: " ")
      .replacing(#/# (?<noun>package|value|line)s?\b/#) { "# \($0.noun)s" }
  }

  /// What report.txt holds: the report with no transcript, and no number in what was received.
  public static func text(of result: CheckResult) -> String {
    var masked = result
    masked.failure?.transcript = []
    masked.failure?.events = []
    masked.failure?.expected = result.failure?.expected.map(mask)
    masked.failure?.received =
      result.failure.map { mask($0.received).replacing(#/[0-9]+/#, with: "#") } ?? ""
    masked.failure?.lastWords = result.failure?.lastWords.map(mask) ?? []
    return TextReport().text(of: masked) + "\n"
  }

  /// GUIDs, ticks, ports, times and tags that were drawn are taken out, by what they are.
  public static func mask(_ text: String) -> String {
    SeededRandom.quantities.reduce(text) { text, quantity in
      // Checks send a tag in other cases as well.
      let tag = Regex {
        quantity
        One(.anyOf(" ._-"))
        Repeat(.digit, 1...3)
        Anchor.wordBoundary
      }
      return text.replacing(tag.ignoresCase(), with: "TAG")
    }
    .replacing(#/[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}/#, with: "GUID")
    .replacing(#/\b[0-9A-Fa-f]{4}…/#, with: "GUID…")
    .replacing(#/\b[0-9]{17,19}\b/#, with: "TICKS")
    .replacing(#/127\.0\.0\.1:[0-9]+/#, with: "127.0.0.1:PORT")
    .replacing(#/\b[0-9]+(?:\.[0-9]+)? (?<unit>ms|s|MiB)\b/#) { "# \($0.unit)" }
  }
}
