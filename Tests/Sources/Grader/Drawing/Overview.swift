/// Boxes and arrows between them, in rows of three columns: the picture of the whole system.
public struct Overview: Codable, Hashable, Sendable {
  public var title: String
  public var groups: [Group]
  public var boxes: [Box]
  public var arrows: [Arrow]

  /// What boxes of one column belong to.
  public struct Group: Codable, Hashable, Sendable {
    public var name: String
    public var column: Int
    /// Its first row, and how many rows it is high.
    public var row: Int
    public var rows: Int
  }

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

  private static let (boxWidth, rowHeight, top, margin) = (110, 50, 40, 10)

  private static func x(_ column: Int) -> Int {
    10 + column * (SVG.width - 20 - boxWidth) / 2
  }

  private static func y(_ row: Int) -> Int { top + row * rowHeight }

  /// The picture as SVG.
  public var svg: String {
    let rows = boxes.map { $0.row + $0.rows }.max() ?? 1
    let body = groups.flatMap(draw) + boxes.flatMap(draw) + arrows.flatMap(draw) + legend(rows)
    return SVG.document(height: Self.y(rows) + 44, title: title, body: body)
  }

  private func draw(_ group: Group) -> [String] {
    let (x, y) = (Self.x(group.column) - Self.margin, Self.y(group.row) - 28)
    let height = group.rows * Self.rowHeight + 28
    return [
      SVG.box(x: x, y: y, width: Self.boxWidth + 2 * Self.margin, height: height),
      SVG.text(
        group.name, x: x + Self.boxWidth / 2 + Self.margin, y: y + 19, anchor: "middle",
        class: "soft"),
    ]
  }

  private func draw(_ box: Box) -> [String] {
    let (x, y) = (Self.x(box.column), Self.y(box.row))
    let (middle, height) = (x + Self.boxWidth / 2, box.rows * Self.rowHeight - Self.margin)
    return [
      SVG.box(x: x, y: y, width: Self.boxWidth, height: height),
      SVG.text(box.name, x: middle, y: y + height / 2 - 2, anchor: "middle", class: "frame"),
      SVG.text(box.note, x: middle, y: y + height / 2 + 15, anchor: "middle", class: "soft"),
    ]
  }

  private func draw(_ arrow: Arrow) -> [String] {
    let y = Self.y(arrow.row) + Self.rowHeight / 2 - 2
    let isRight = arrow.toColumn > arrow.fromColumn
    let (gap, wide) = (6, Self.margin + 6)
    let inGroup = { (column: Int) in groups.contains { $0.column == column } ? wide : gap }
    let right = { (column: Int) in Self.x(column) + Self.boxWidth + inGroup(column) }
    let left = { (column: Int) in Self.x(column) - inGroup(column) }
    let from = isRight ? right(arrow.fromColumn) : left(arrow.fromColumn)
    let to = isRight ? left(arrow.toColumn) : right(arrow.toColumn)
    let kind = groups.contains { $0.column == arrow.fromColumn } ? "server" : "client"
    let text = SVG.text(
      arrow.text, x: (from + to) / 2, y: y - 8, anchor: "middle", class: "soft")
    return SVG.arrow(from: from, to: to, y: y, isStream: arrow.isStream, class: kind) + [text]
  }

  private func legend(_ rows: Int) -> [String] {
    let y = Self.y(rows) + 22
    return SVG.arrow(from: 10, to: 60, y: y, isStream: false, class: "client")
      + [SVG.text("one message", x: 70, y: y + 4, class: "soft")]
      + SVG.arrow(from: 180, to: 230, y: y, isStream: true, class: "client")
      + [SVG.text("a stream of messages", x: 240, y: y + 4, class: "soft")]
  }
}
