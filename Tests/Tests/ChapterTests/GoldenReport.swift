import Grader

/// The report on a check that failed, as far as it is the same in every run: without frames, which
/// golden reports leave out, and without numbers and line breaks. A last line `…` is left out.
struct GoldenReport: Equatable {
  let words: String

  init(_ text: String) {
    let lines = text.split(separator: "\n").filter { line in
      line != "…" && !line.contains(/^\s+\d+\sms\s+[→←·]|^\s{13}|^\s+….*…$/)
    }
    words = Masking.mask(lines.joined(separator: " "))
      .replacing(/[0-9]+/, with: "#").replacing(/\s+/, with: " ")
  }
}
