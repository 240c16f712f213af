/// Writes a file with all mutants of each region in it.
struct SchemaWriter {
  let octets: [UInt8]
  private(set) var text = ""
  private(set) var lines: [(lines: ClosedRange<Int>, id: String)] = []
  private var position = 0
  private var line = 1

  typealias Numbered = [(number: Int, mutant: Mutant)]

  init(octets: [UInt8]) { self.octets = octets }

  private mutating func add(_ more: String) {
    text += more
    line += more.utf8.count { $0 == UInt8(ascii: "\n") }
  }

  /// Adds a mutant's own text on lines of its own, and remembers which they are.
  private mutating func add(_ more: String, of mutant: Mutant) {
    if text.last != "\n" { add("\n") }
    let first = line
    add(more)
    lines.append((first...line, mutant.id))
    add("\n")
  }

  private func piece(_ range: Range<Int>, _ edits: [Edit] = []) -> String {
    String(decoding: octets.applying(edits, in: range), as: UTF8.self)
  }

  mutating func finish() {
    add(piece(position..<octets.count))
    position = octets.count
  }

  mutating func write(_ region: Region, _ mutants: Numbered) {
    guard let first = mutants.first?.number, let last = mutants.last?.number else { return }
    add(piece(position..<region.range.lowerBound))
    position = region.range.upperBound
    let test = "if isMutated(\(first), \(first)...\(last))"
    switch region.form {
    case .callable(let callable): write(region, callable, mutants, test)
    case .initializer(let initializer): write(region, initializer, mutants, test)
    case .value: writeValue(region, mutants, test, piece(region.range))
    case .optionName:
      add("name: ")
      writeValue(region, mutants, test, ".long")
      add(", ")
    }
  }

  private mutating func write(
    _ region: Region, _ callable: Callable, _ mutants: Numbered, _ test: String
  ) {
    let name = piece(callable.name)
    let head = region.range.lowerBound..<region.body.lowerBound
    func call(_ suffix: String) -> String {
      "return \(callable.effects)\(name)_\(suffix)\(callable.arguments)"
    }
    let start = region.body.lowerBound..<region.body.lowerBound
    let switching = Edit(start, "\(test) { \(call("mutated")) }\n")
    add(piece(region.range, [switching] + region.preparation) + "\n")

    add(piece(head, [Edit(callable.name, "\(name)_mutated")]) + "\n  switch activeMutant {\n")
    for (number, _) in mutants { add("  case \(number): \(call("\(number)"))\n") }
    add("  default: fatalError(\"no such mutant\")\n  }\n}\n")
    for (number, mutant) in mutants {
      let renamed = Edit(callable.name, "\(name)_\(number)")
      add(piece(region.range, mutant.edits + region.preparation + [renamed]), of: mutant)
    }
  }

  private mutating func write(
    _ region: Region, _ initializer: Initializer, _ mutants: Numbered, _ test: String
  ) {
    let start = region.body.lowerBound
    add(piece(region.range.lowerBound..<start) + "\(test) {\nswitch activeMutant {\n")
    for (number, _) in mutants { add("case \(number):\n\(initializer.call(number))\n") }
    add("default: fatalError(\"no such mutant\")\n}\nreturn\n}\n")
    add(piece(start..<region.range.upperBound) + "\n")
    for (number, mutant) in mutants {
      let declaration = initializer.declaration(of: number)
      add(piece(region.range, mutant.edits + [declaration]), of: mutant)
    }
  }

  private mutating func writeValue(
    _ region: Region, _ mutants: Numbered, _ test: String, _ original: String
  ) {
    add("{ \(test) {\nswitch activeMutant {\n")
    for (number, mutant) in mutants {
      add("case \(number):\n")
      add("return \(piece(region.range, mutant.edits))", of: mutant)
    }
    add("default: break\n}\n}\nreturn \(original) }()")
  }
}
