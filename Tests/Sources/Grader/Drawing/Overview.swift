/// Boxes and arrows between them, in rows of three columns: the picture of the whole system.
public struct Overview: Codable, Hashable, Sendable {
  public var title: String
  public var boxes: [Box]
  public var arrows: [Arrow]

  public struct Box: Codable, Hashable, Sendable {
    public var name: String
    public var note: String
    /// From 0, left to right and top to bottom.
    public var column: Int
    public var row: Int
    /// How many rows it is high.
    public var rows: Int
  }

  /// From one column to the next one, or back.
  public struct Arrow: Codable, Hashable, Sendable {
    public var row: Int
    public var fromColumn: Int
    public var toColumn: Int
    public var text: String
    /// Whether many messages go that way.
    public var isStream: Bool
  }

  private static let (boxWidth, rowHeight, top) = (116, 56, 16)

  private static func x(_ column: Int) -> Int {
    10 + column * (SVG.width - 20 - boxWidth) / 2
  }

  private func sender(of arrow: Arrow) -> Box? {
    boxes.first { box in
      box.column == arrow.fromColumn && (box.row..<box.row + box.rows).contains(arrow.row)
    }
  }

  /// The picture as SVG.
  public var svg: String {
    let rows = boxes.map { $0.row + $0.rows }.max() ?? 1
    var body: [String] = []
    for box in boxes {
      let (x, y) = (Self.x(box.column), Self.top + box.row * Self.rowHeight)
      let height = box.rows * Self.rowHeight - 14
      body.append(SVG.box(x: x, y: y, width: Self.boxWidth, height: height))
      let middle = x + Self.boxWidth / 2
      body.append(
        SVG.text(box.name, x: middle, y: y + height / 2 - 2, anchor: "middle", class: "frame"))
      body.append(
        SVG.text(box.note, x: middle, y: y + height / 2 + 15, anchor: "middle", class: "soft"))
    }
    for arrow in arrows {
      let y = Self.top + arrow.row * Self.rowHeight + Self.rowHeight / 2 - 2
      let isRight = arrow.toColumn > arrow.fromColumn
      let from = Self.x(arrow.fromColumn) + (isRight ? Self.boxWidth + 6 : -6)
      let to = Self.x(arrow.toColumn) + (isRight ? -6 : Self.boxWidth + 6)
      let kind = sender(of: arrow)?.note == "DataHubServer" ? "server" : "client"
      body += SVG.arrow(from: from, to: to, y: y, class: kind)
      if arrow.isStream {
        let back = isRight ? to - 7 : to + 7
        body += SVG.arrow(from: from, to: back, y: y, class: kind).suffix(1)
      }
      body.append(
        SVG.text(arrow.text, x: (from + to) / 2, y: y - 9, anchor: "middle", class: "soft"))
    }
    return SVG.document(height: Self.top + rows * Self.rowHeight, title: title, body: body)
  }
}
