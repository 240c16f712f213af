/// Boxes, arrows and words at given places: a picture of how things are built, which nobody can
/// record.
public struct Scheme: Codable, Hashable, Sendable {
  /// What the picture shows, for those who do not see it.
  public var title: String
  /// In pixels; the width is that of every picture.
  public var height: Int
  /// A box may hold others, which come after it.
  public var boxes: [Box]
  public var arrows: [Arrow]
  public var texts: [Text]

  public struct Box: Codable, Hashable, Sendable {
    public var x: Int
    public var y: Int
    public var width: Int
    public var height: Int
    /// Lines in the middle of the box, the first one bold; a box without any holds other boxes.
    public var lines: [String]
  }

  /// A horizontal one.
  public struct Arrow: Codable, Hashable, Sendable {
    public var from: Int
    public var to: Int
    public var y: Int
    /// Whose it is, which is its colour.
    public var side: RecordedCall.Side
  }

  public struct Text: Codable, Hashable, Sendable {
    /// Of the text's middle.
    public var x: Int
    public var y: Int
    public var text: String
    public var isBold: Bool
  }

  /// The picture as SVG.
  public var svg: String {
    let body =
      boxes.flatMap(draw)
      + arrows.flatMap { arrow in
        SVG.arrow(from: arrow.from, to: arrow.to, y: arrow.y, class: arrow.side.rawValue)
      }
      + texts.map { text in
        SVG.text(
          text.text, x: text.x, y: text.y, anchor: "middle", class: text.isBold ? "frame" : "soft")
      }
    return SVG.document(height: height, title: title, body: body)
  }

  private func draw(_ box: Box) -> [String] {
    let first = box.y + box.height / 2 + 5 - (box.lines.count - 1) * 8
    return [SVG.box(x: box.x, y: box.y, width: box.width, height: box.height)]
      + box.lines.enumerated().map { index, line in
        SVG.text(
          line, x: box.x + box.width / 2, y: first + index * 16, anchor: "middle",
          class: index == 0 ? "frame" : "soft")
      }
  }
}
