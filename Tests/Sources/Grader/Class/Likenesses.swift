/// Which students' exercise methods are the finished ones, or each other's, but for comments and white
/// space: facts, and no verdict.
struct Likenesses: Sendable {
  /// The digests of all students who wrote it, by method: whose they are.
  private var owners: [String: [String: [String]]] = [:]
  private let bodies: [String: [String: String]]

  init(_ handedIn: [String: HandedIn]) {
    bodies = handedIn.mapValues(\.bodies)
    for (id, own) in bodies {
      for (method, digest) in own where digest != MethodBodies.finished {
        owners[method, default: [:]][digest, default: []].append(id)
      }
    }
  }

  /// `getStream and exchange are End's`, `sendStream is that of anna, ben`.
  func facts(of id: String) -> [String] {
    let own = (bodies[id] ?? [:]).sorted { $0.key < $1.key }
    let finished = own.filter { $0.value == MethodBodies.finished }.map(\.key)
    var methods: [[String]: [String]] = [:]
    for (method, digest) in own where digest != MethodBodies.finished {
      let others = (owners[method]?[digest] ?? []).filter { $0 != id }.sorted()
      if !others.isEmpty { methods[others, default: []].append(method) }
    }
    let facts = methods.sorted { $0.value[0] < $1.value[0] }.map { others, methods in
      let more = others.count > 3 ? " and \(others.count - 3) more" : ""
      return sentence(methods, "of \(others.prefix(3).joined(separator: ", "))\(more)")
    }
    return (finished.isEmpty ? [] : [sentence(finished, "of End")]) + facts
  }

  private func sentence(_ methods: [String], _ whose: String) -> String {
    "\(methods.joined(separator: ", ")): the same as \(whose)"
  }
}
