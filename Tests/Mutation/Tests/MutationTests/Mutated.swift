@testable import Mutation

/// The mutants that an operator makes of a function's body, as they would be read.
func mutants(of body: String, by kind: String, head: String = "func f() async throws") -> Set<
  String
> {
  let start = "\(head) {\n"
  let file = MutatedFile(
    path: "M/F.swift", text: "\(start)\(body)\n}",
    operators: MutationOperator.all.filter { $0.name == kind })
  return Set(
    file.mutants.map { mutant in
      let text = file.text(with: mutant)
      return String(text.dropFirst(start.count).dropLast(2))
        .split(separator: "\n").map(\.trimmed).filter { !$0.isEmpty }.joined(separator: "; ")
    })
}

extension Substring {
  var trimmed: String { String(self).trimmed }
}
