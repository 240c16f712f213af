/// The pieces of a picture, light or dark as its reader prefers.
enum SVG {
  static let width = 720

  /// A file by itself.
  static func document(height: Int, title: String, body: [String]) -> String {
    element(height: height, title: title, body: ["<style>\n\(style)\n  </style>"] + body) + "\n"
  }

  /// A part of a page that has ``style``.
  static func element(height: Int, title: String, body: [String]) -> String {
    """
    <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)" \
    viewBox="0 0 \(width) \(height)" role="img">
      <title>\(JUnitReport.escaped(title))</title>
    \(body.map { "  " + $0 }.joined(separator: "\n"))
    </svg>
    """
  }

  static let style = """
        text { font: 13px -apple-system, "Segoe UI", "DejaVu Sans", sans-serif; fill: #1f2328; }
        .frame { font-weight: 600; }
        .soft { fill: #59636e; font-size: 12px; }
        .line { stroke: #59636e; stroke-width: 1; }
        .dashed { stroke-dasharray: 4 4; }
        .box { fill: #f6f8fa; stroke: #59636e; rx: 6px; }
        .client { stroke: #0969da; fill: #0969da; }
        .server { stroke: #1a7f37; fill: #1a7f37; }
        .reset { stroke: #cf222e; fill: #cf222e; }
        .arrow { stroke-width: 1.5; }
        @media (prefers-color-scheme: dark) {
          text { fill: #e6edf3; }
          .soft { fill: #9198a1; }
          .line { stroke: #9198a1; }
          .box { fill: #151b23; stroke: #9198a1; }
          .client { stroke: #4493f8; fill: #4493f8; }
          .server { stroke: #3fb950; fill: #3fb950; }
          .reset { stroke: #f85149; fill: #f85149; }
        }
    """

  static func text(
    _ text: String, x: Int, y: Int, anchor: String = "start", class name: String? = nil
  ) -> String {
    let style = name.map { " class=\"\($0)\"" } ?? ""
    return "<text x=\"\(x)\" y=\"\(y)\" text-anchor=\"\(anchor)\"\(style)>"
      + JUnitReport.escaped(text) + "</text>"
  }

  static func line(_ x1: Int, _ y1: Int, _ x2: Int, _ y2: Int, class name: String) -> String {
    "<line x1=\"\(x1)\" y1=\"\(y1)\" x2=\"\(x2)\" y2=\"\(y2)\" class=\"\(name)\"/>"
  }

  static func box(x: Int, y: Int, width: Int, height: Int) -> String {
    "<rect x=\"\(x)\" y=\"\(y)\" width=\"\(width)\" height=\"\(height)\" rx=\"6\" class=\"box\"/>"
  }

  /// A horizontal arrow with its head at `to`; a second head says that many messages go that way.
  static func arrow(
    from: Int, to: Int, y: Int, isStream: Bool = false, class name: String
  ) -> [String] {
    let step = to > from ? 9 : -9
    let heads = (isStream ? [to, to - step * 7 / 9] : [to]).map { tip in
      "<path d=\"M\(tip) \(y) L\(tip - step) \(y - 4) L\(tip - step) \(y + 4) Z\" class=\"\(name)\"/>"
    }
    return [line(from, y, to, y, class: "arrow \(name)")] + heads
  }
}
