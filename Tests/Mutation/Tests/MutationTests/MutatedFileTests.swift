import Testing

@testable import Mutation

@Suite struct MutatedFileTests {
  private let text = """
    struct S {
      var wait = Duration.seconds(60)
      @Option(help: "Words.") var name = "a"
      var isOn: Bool { state == 1 }
      init(x: Int) { a(x) }
      func f() { a(); a() }
    }
    """

  @Test func `A mutant keeps its name when lines come before it`() {
    let here = MutatedFile(path: "M/F.swift", text: text)
    let below = MutatedFile(path: "M/F.swift", text: "// A line.\n\n" + text)
    #expect(here.mutants.map(\.id) == below.mutants.map(\.id))
    #expect(zip(here.mutants, below.mutants).allSatisfy { $0.line + 2 == $1.line })
  }

  @Test func `Each mutant has a name of its own, and is another text`() {
    let file = MutatedFile(path: "M/F.swift", text: text)
    #expect(Set(file.mutants.map(\.id)).count == file.mutants.count)
    #expect(file.mutants.allSatisfy { file.text(with: $0) != text })
    #expect(!file.mutants.isEmpty)
  }

  @Test func `Values, names of options, properties, initializers and functions are mutated`() {
    let places = Set(MutatedFile(path: "M/F.swift", text: text).mutants.map(\.place))
    #expect(places == ["S.wait", "S.name", "S.name@name", "S.isOn", "S.init", "S.f"])
  }

  @Test func `Words of help are not mutated`() {
    let file = MutatedFile(path: "M/F.swift", text: text)
    #expect(file.mutants.allSatisfy { file.text(with: $0).contains("help: \"Words.\"") })
  }

  @Test func `An option gets another name`() {
    let file = MutatedFile(path: "M/F.swift", text: text)
    #expect(
      file.mutants.filter { $0.kind == "flag" }.map { file.text(with: $0) }
        == [text.replacing("@Option(", with: "@Option(name: .customLong(\"renamed\"), ")])
  }

  @Test func `Lines that differ are shown with those around them`() {
    #expect(
      LineDifference.text("a\nb\nc\nd\ne\nf", "a\nb\nc\nX\nY\ne\nf")
        == "  b\n  c\n- d\n+ X\n+ Y\n  e\n  f")
  }
}
