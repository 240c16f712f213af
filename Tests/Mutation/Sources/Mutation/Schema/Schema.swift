/// All mutants of some files in one program, which is the unchanged one until its environment names
/// one of them: one build makes hundreds of mutants.
public struct Schema: Sendable {
  /// The files of Sources to build, with a switch for each module.
  public private(set) var files: [String: String] = [:]
  /// Each mutant's number, to be given in ``variable``.
  public private(set) var numbers: [String: Int] = [:]
  /// Each region's number: that of its first mutant.
  public private(set) var regions: [String: Int] = [:]
  private var lines: [String: [(lines: ClosedRange<Int>, id: String)]] = [:]

  /// The variable of the environment that names the mutant to be.
  public static let variable = "DATAHUB_MUTANT"
  /// The variable that names a file into which the numbers of regions are written as they are
  /// reached.
  public static let trace = "DATAHUB_REACHED"

  /// - Parameter excluded: Ids of mutants to leave out, as they do not compile.
  public init(of mutated: [MutatedFile], without excluded: Set<String> = []) {
    var next = 1
    for file in mutated {
      var writer = SchemaWriter(octets: file.octets)
      for (index, region) in file.regions.enumerated() {
        let mutants = file.mutants.filter { $0.region == index && !excluded.contains($0.id) }
        if mutants.isEmpty { continue }
        let numbered = mutants.enumerated().map { (number: next + $0.offset, mutant: $0.element) }
        for (number, mutant) in numbered {
          numbers[mutant.id] = number
          regions[mutant.id] = next
        }
        next += mutants.count
        writer.write(region, numbered)
      }
      writer.finish()
      files[file.path] = writer.text
      lines[file.path] = writer.lines
      if let module = file.path.split(separator: "/").first {
        files["\(module)/MutantSwitch.swift"] = mutantSwitch
      }
    }
  }

  /// The mutant whose code stands in the line of the file, from 1.
  public func mutant(in file: String, line: Int) -> String? {
    lines[file]?.first { $0.lines.contains(line) }?.id
  }

  /// The mutants that a compiler's messages are about, which begin with
  /// `Sources/FILE:LINE:COLUMN: error:`, each with the first message.
  public func mutants(blamedBy errors: [String]) -> [String: String] {
    var blamed: [String: String] = [:]
    for error in errors {
      guard let match = error.firstMatch(of: #/Sources/([^:]+):([0-9]+):[0-9]+: error: (.*)/#),
        let line = Int(match.2), let id = mutant(in: String(match.1), line: line),
        blamed[id] == nil
      else { continue }
      blamed[id] = String(match.3)
    }
    return blamed
  }
}
