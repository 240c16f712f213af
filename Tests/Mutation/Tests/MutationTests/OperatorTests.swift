import Testing

@testable import Mutation

@Suite struct OperatorTests {
  @Test(arguments: [
    ("drop", "a()\nb()", ["a()", "b()"]),
    ("twice", "a()", ["a(); a()"]),
    ("swap", "a()\nb()", ["b(); a()"]),
    ("swap", "let x = a()\nb(x)", []),
    ("swap", "let x = a()\nlet y = b()", []),
    ("swap", "p.x = 1\np.y = 2", []),
    ("swap", "p.x = 1\np.y = p.x", ["p.y = p.x; p.x = 1"]),
    ("twice", "p.x = a()", []),
    ("twice", "group.cancelAll()", []),
    ("twice", "n += a()", ["n += a(); n += a()"]),
    ("text", "if GUID.isValid(r.tagName) {}", []),
    ("defer", "defer { a() }\nb()", ["a(); b()", "b(); a()"]),
    ("unconditional", "if c { a() }", ["do { a() }"]),
    ("return", "a()", ["if true { return }; a()"]),
    ("exit", "a()", ["leaveProgram(); a()"]),
    (
      "quiet", "for x in y { throw e }",
      ["for x in y { return }", "for x in y { continue }", "for x in y { break }"]
    ),
    (
      "once", "while true { a() }",
      ["while true { a(); if true { break } }", "while true { if true { continue }; a() }"]
    ),
  ])
  func `Statements go, come twice, change places, or are never come to`(
    kind: String, body: String, expected: [String]
  ) {
    #expect(mutants(of: body, by: kind) == Set(expected))
  }

  @Test(
    arguments: [
      (
        "out of loop", "for x in y { a(x) }",
        ["a(x); for x in y {  }", "for x in y {  }; a(x)"]
      ),
      ("into loop", "var n = 0\nfor x in y { a() }", ["for x in y { var n = 0; a() }"]),
      (
        "hoist", "while c { p.id = GUID.random() }",
        ["let hoisted = GUID.random(); while c { p.id = hoisted }"]
      ),
      (
        "end of loop", "for n in y {\nif n > 0 { a() }\nb()\n}",
        ["for n in y {; b(); if n > 0 { a() }; }", "for n in y {; b(); a(); }"]
      ),
      (
        "keep", "for try await x in s { a(x) }",
        ["var kept: [Any] = []; for try await x in s { kept.append(x); a(x) }"]
      ),
      (
        "collect", "for try await x in s { a(x) }",
        ["for   x in try await collected(s) { a(x) }"]
      ),
      (
        "bounded", "while true { a() }",
        [4, 60, 1_000].map { "for _ in 0..<\($0) { a() }" }
      ),
      (
        "task", "for x in s { await a(x) }",
        ["for x in s { Task { await a(x) } }", "for x in s { Task {; await a(x); } }"]
      ),
      (
        "task", "var x = 1\nawait a(x)", ["var x = 1; Task { [x] in await a(x) }"]
      ),
    ] as [(String, String, [String])])
  func `Loops do once what belongs to each round, and the other way round`(
    kind: String, body: String, expected: [String]
  ) {
    #expect(mutants(of: body, by: kind) == Set(expected))
  }

  @Test(
    arguments: [
      ("condition", "if a { b() }", ["if true { b() }", "if false { b() }", "if !(a) { b() }"]),
      ("condition", "x = c ? 1 : 2", ["(1)", "(2)", "!(x = c) ? 1 : 2"]),
      ("operator", "f(a < b)", ["f(a <= b)", "f(a > b)"]),
      ("operator", "f(!a)", ["f(a)"]),
      ("operator", "f(a ?? b)", ["f(b)"]),
      ("constant", "f(3)", ["f(4)", "f(2)", "f(0)", "f(1)", "f(6)"]),
      ("constant", "f(true)", ["f(false)"]),
      (
        "constant", "f(\"aB\")",
        ["\"\"", "\"something else\"", "\"ab\"", "\"AB\""].map { "f(\($0))" }
      ),
      (
        "constant", "f(\"n \\(n)\")",
        ["\"\"", "\"something else\"", "\"n \"", "\"\\(n)\""].map { "f(\($0))" }
      ),
      ("constant", "throw ValidationError(\"words\")", []),
      ("argument", "f(a: 1, b: 2)", ["f(b: 2)", "f(a: 1)", "f(a: 2, b: 1)"]),
      (
        "neighbour", "p.tagName = q",
        ["trackingGuid", "telemetryGuid", "tagValue", "lastError"]
          .map { "p.\($0) = q" }
      ),
      (
        "case", "switch a { case .b, .c: d() }",
        [".c", ".b"].map { "switch a { case \($0): d() }" }
      ),
    ] as [(String, String, [String])])
  func `Conditions are turned, constants and operators exchanged`(
    kind: String, body: String, expected: [String]
  ) {
    #expect(mutants(of: body, by: kind) == Set(expected))
  }

  @Test(
    arguments: [
      (
        "swallow", "try await a()",
        ["do { try await a() } catch {}", "do { try await a() } catch { complain(error) }"]
      ),
      ("swallow", "let x = try a()", ["let x = try? a()"]),
      ("other error", "throw e", ["throw CancellationError()"]),
      (
        "poll", "try await context.cancellation.cancelled",
        [".milliseconds(500)", ".seconds(3)", ".seconds(60)"].map {
          "while !context.cancellation.isCancelled { try await Task.sleep(for: \($0)) }"
        }
      ),
      (
        "swallow", "group.addTask { try await a() }",
        [
          "group.addTask { do { try await a() } catch {} }",
          "group.addTask { do { try await a() } catch { complain(error) } }",
        ]
      ),
      ("share", "var n = 0\nn += 1", []),
      (
        "count", "n += 1",
        ["2", "(n < 1_000 ? 1 : 0)", "(n % 3 == 2 ? 2 : 1)"].map { "n += \($0)" }
      ),
      ("narrow", "var n = 0", ["Int8", "UInt8", "Int16", "UInt16"].map { "var n: \($0) = 0" }),
    ] as [(String, String, [String])])
  func `Errors are lost, and counts are narrow or jump`(
    kind: String, body: String, expected: [String]
  ) {
    #expect(mutants(of: body, by: kind) == Set(expected))
  }

  @Test(arguments: [
    (
      "wait", "try await pause(for: t)",
      ["pause(for: (t as Duration) * 2)", "blockThread(for: (t as Duration))"]
    ),
    (
      "pace", "while true { try await pause(for: t) }",
      [
        "var turn = 0; while true { turn += 1; try await pause(for: (turn % 2 == 0 ? (t as Duration) * 2 : .zero)) }"
      ]
    ),
    (
      "time", "p.v = String(DateTimeTicks.now)",
      ["localOffset() * 10_000_000", "+ 2 * 864_000_000_000"]
    ),
    ("guid", "if GUID.isValid(g) {}", ["if g.count == 36 {}", "== g.lowercased()"]),
    ("text", "p.tagName = r.tagName", ["= r.tagName.lowercased()", "= \"something else\""]),
    (
      "some", "for try await x in s {}",
      ["in s.prefix(3)", "in s.prefix(Int(count))", "in s.dropFirst()"]
    ),
    (
      "range", "for n in 0..<m { if n > 0 { a() } }",
      ["for n in 1...m { if n > 1", "for n in 1...m { if n > 0"]
    ),
  ])
  func `Waits, times, texts and GUIDs are wrong in the ways that students make`(
    kind: String, body: String, among: [String]
  ) {
    let all = mutants(of: body, by: kind)
    for part in among { #expect(all.contains { $0.contains(part) }, "\(part) in \(all)") }
  }

  @Test func `A constant time has no parts, and a UUID nothing but its case`() {
    let all = mutants(of: "try await Task.sleep(for: .seconds(1))", by: "wait")
    #expect(all.contains { $0.contains("* 2") } && !all.contains { $0.contains("min(") })
    let check = "guard GUID.isValid(r.trackingGuid) else { return }\n"
    let use = "p.trackingGuid = r.trackingGuid"
    #expect(mutants(of: use, by: "text").contains { $0.contains("isASCII") })
    #expect(!mutants(of: check + use, by: "text").contains { $0.contains("isASCII") })
    #expect(mutants(of: check + use, by: "text").contains { $0.contains("uppercased()") })
  }

  @Test func `What is one call's becomes everybody's in a service's method`() {
    #expect(
      mutants(
        of: "var n = 0\nn += 1\nf(\"\\(n)\", p.n)", by: "share",
        head: "func f(context: ServerContext) throws")
        == [
          "enum Shared { nonisolated(unsafe) static var n = 0 }; Shared.n += 1; "
            + "f(\"\\(Shared.n)\", p.n)"
        ])
  }

  @Test func `A method of the contract may return an empty message, and refuse a tag`() {
    let head = "func f(request: Datahub_R) throws -> Datahub_A"
    #expect(
      mutants(of: "return a", by: "return", head: head)
        == ["if true { return Datahub_A() }; return a"])
    #expect(
      mutants(of: "a()", by: "refuse", head: head).contains {
        $0.hasPrefix("if request.tagName.isEmpty { throw RPCError(code: .invalidArgument")
      })
  }
}
