import Foundation
import Grader
import Mutation

/// Builds the schema of the mutants that are asked for, leaving out those that do not compile.
struct SchemaBuild {
  let builder: Builder
  let mutants: MutantSet
  let chosen: [Mutant]
  let console: Console

  struct Result {
    var schema: Schema
    var programs: BuiltPrograms
    /// The compiler's message by mutant.
    var doNotCompile: [String: String]
  }

  /// - Parameter known: Mutants that are known not to compile, with the compiler's messages.
  func build(known: [String: String], found: ([String: String]) throws -> Void) async throws
    -> Result
  {
    var doNotCompile = known
    let others = Set(mutants.files.flatMap(\.mutants).map(\.id)).subtracting(chosen.map(\.id))
    while true {
      let schema = Schema(of: mutants.files, without: others.union(doNotCompile.keys))
      var sources = mutants.sources
      for (path, text) in schema.files { sources.files[path] = Data(text.utf8) }
      let start = ContinuousClock.now
      console.progress("building \(schema.numbers.count) mutants in one program …")
      switch try await builder.build(sources) {
      case .built(let programs):
        return Result(schema: schema, programs: programs, doNotCompile: doNotCompile)
      case .failed(let errors):
        let blamed = schema.mutants(blamedBy: errors)
        if blamed.isEmpty {
          throw Trouble(
            "The program of all mutants does not compile:\n"
              + errors.prefix(5).joined(separator: "\n"),
            advice: "Mend the operator that wrote it: see .submission.")
        }
        let seconds = Int((ContinuousClock.now - start) / .seconds(1))
        console.progress("  \(blamed.count) of them do not compile (\(seconds) s)")
        doNotCompile.merge(blamed) { old, _ in old }
        try found(blamed)
      }
    }
  }
}
