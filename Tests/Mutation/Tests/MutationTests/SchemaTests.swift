import Testing

@testable import Mutation

@Suite struct SchemaTests {
  private func file(_ text: String, kinds: Set<String>) -> MutatedFile {
    MutatedFile(
      path: "M/F.swift", text: text,
      operators: MutationOperator.all.filter { kinds.contains($0.name) })
  }

  @Test func `A function hands over to the mutant that the environment names`() throws {
    let file = file(
      "struct S { func f(_ a: Int, for b: Int) async throws { g(a); h(b) } }", kinds: ["drop"])
    let text = try #require(Schema(of: [file]).files["M/F.swift"])
    #expect(
      text.contains(
        "{ if isMutated(1, 1...2) { return try await f_mutated(a, for: b) }\ng(a); h(b) }"))
    #expect(text.contains("case 2: return try await f_2(a, for: b)"))
    #expect(text.contains("func f_1(_ a: Int, for b: Int) async throws {  h(b) }"))
  }

  @Test func `A result without return gets one beside its mutants`() throws {
    let file = file("func f() -> Bool { a == 1 }", kinds: ["operator"])
    let text = try #require(Schema(of: [file]).files["M/F.swift"])
    #expect(text.contains("{ return f_mutated() }\nreturn a == 1 }"))
    #expect(text.contains("func f_1() -> Bool { return a != 1 }"))
  }

  @Test func `Values and initializers are switched where they stand`() throws {
    let file = file("struct S { var a = 5; init(b: Int) { self.a = 7 } }", kinds: ["constant"])
    let text = try #require(Schema(of: [file]).files["M/F.swift"])
    #expect(text.contains("case 1:\nreturn 6\n"))
    #expect(text.contains("return 5 }()"))
    #expect(text.contains("self = Self(b: b, mutant7: ())\n"))
    #expect(text.contains("init(b: Int, mutant7: Void) { self.a = 6 }"))
  }

  @Test func `An initializer that may fail hands on that it did`() throws {
    let file = file("struct S { init?() throws { self = true } }", kinds: ["constant"])
    let text = try #require(Schema(of: [file]).files["M/F.swift"])
    #expect(
      text.contains("guard let made = try Self(mutant1: ()) else { return nil }\nself = made"))
    #expect(text.contains("init?(mutant1: Void) throws { self = false }"))
  }

  @Test func `An initializer that does something else does it, and no more`() throws {
    let file = file("struct S { let a = x(); init() { b(true) } }", kinds: ["constant"])
    let text = try #require(Schema(of: [file]).files["M/F.swift"])
    #expect(text.contains("case 1:\n_ = Self(mutant1: ())\n"))
  }

  @Test func `A compiler's message is about the mutant whose line it names`() throws {
    let file = file("func f() {\n  a()\n  b()\n}", kinds: ["drop"])
    let schema = Schema(of: [file])
    let lines = try #require(schema.files["M/F.swift"]).split(
      separator: "\n", omittingEmptySubsequences: false)
    let second = try #require(lines.firstIndex { $0.contains("func f_2") }) + 2
    let first = try #require(lines.firstIndex { $0.contains("func f()") }) + 1
    let blamed = schema.mutants(blamedBy: [
      "Sources/M/F.swift:\(second):3: error: no such thing",
      "Sources/M/F.swift:\(second):4: error: another", "Sources/M/F.swift:\(first):3: error: x",
    ])
    #expect(blamed == [file.mutants[1].id: "no such thing"])
    let rest = Schema(of: [file], without: Set(blamed.keys))
    #expect(rest.numbers == [file.mutants[0].id: 1])
  }

  @Test func `Each module gets a switch`() {
    let schema = Schema(of: [file("func f() { a() }", kinds: ["drop"])])
    #expect(schema.files["M/MutantSwitch.swift"]?.contains("DATAHUB_MUTANT") == true)
  }
}
