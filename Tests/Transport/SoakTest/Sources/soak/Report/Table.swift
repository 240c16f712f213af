/// The run in figures.
struct Table: CustomStringConvertible {
  let tally: Tally
  let measurements: Measurements

  var description: String {
    (calls + [""] + usage).joined(separator: "\n")
  }

  private var calls: [String] {
    let counts = tally.counts
    let rows = counts.keys.sorted {
      ($0.kind.rawValue, $0.status, $0.cause?.rawValue ?? "")
        < ($1.kind.rawValue, $1.status, $1.cause?.rawValue ?? "")
    }
    let head = ["call", "status", "cause"] + Route.allCases.map(\.rawValue)
    let lines = rows.map { row in
      [row.kind.rawValue, row.status, row.cause?.rawValue ?? "UNEXPLAINED"]
        + Route.allCases.map { route in counts[row]?[route].map { "\($0)" } ?? "" }
    }
    let totals = Route.allCases.map { route in
      "\(counts.values.reduce(0) { $0 + ($1[route] ?? 0) })"
    }
    return Self.aligned([head] + lines + [["all", "", ""] + totals], texts: 3)
  }

  private var usage: [String] {
    func cells(_ usage: Usage) -> [String] {
      ["\(usage.resident / 1024)", "\(usage.descriptors)", "\(usage.threads)"]
    }
    let head = ["", "server MiB", "open", "threads", "client MiB", "open", "threads"]
    let lines = measurements.all.map { [$0.name] + cells($0.pair.server) + cells($0.pair.own) }
    return Self.aligned([head] + lines, texts: 1)
  }

  /// - Parameter texts: The columns that are texts and not numbers.
  private static func aligned(_ rows: [[String]], texts: Int) -> [String] {
    let widths = (rows.first ?? []).indices.map { column in
      rows.map { $0[column].count }.max() ?? 0
    }
    return rows.map { row in
      zip(row, widths).enumerated().map { column, cell in
        let space = String(repeating: " ", count: cell.1 - cell.0.count)
        return column < texts ? cell.0 + space : space + cell.0
      }.joined(separator: "  ")
    }
  }
}
