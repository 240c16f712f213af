/// Takes out of a report what differs from run to run.
public enum Masking {
  /// GUIDs, ticks, ports and times, by what they are.
  public static func mask(_ text: String) -> String {
    text
      .replacing(#/[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}/#, with: "GUID")
      .replacing(#/\b[0-9A-Fa-f]{4}…/#, with: "GUID…")
      .replacing(#/\b[0-9]{17,19}\b/#, with: "TICKS")
      .replacing(#/127\.0\.0\.1:[0-9]+/#, with: "127.0.0.1:PORT")
      .replacing(#/\b[0-9]+(?:\.[0-9]+)? (?<unit>ms|s|MiB)\b/#) { "# \($0.unit)" }
  }

  /// The failure as a golden report holds it: no transcript, and no number in what was received.
  static func mask(_ result: CheckResult) -> CheckResult {
    var masked = result
    masked.failure?.transcript = []
    masked.failure?.events = []
    masked.failure?.expected = result.failure?.expected.map(mask)
    masked.failure?.received =
      result.failure.map { mask($0.received).replacing(#/[0-9]+/#, with: "#") } ?? ""
    masked.failure?.lastWords = result.failure?.lastWords.map(mask) ?? []
    return masked
  }

  /// Which package it was that failed first differs from run to run, and so do line breaks with it.
  static func withoutNumbers(_ text: String) -> String {
    text.replacing(#/[0-9]+/#, with: "#").split(whereSeparator: \.isWhitespace)
      .joined(separator: " ")
  }

  /// The text of a golden report.
  public static func golden(_ result: CheckResult) -> String {
    TextReport().text(of: mask(result)) + "\n"
  }
}
