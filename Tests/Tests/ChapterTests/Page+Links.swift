extension Page {
  struct Link: Sendable {
    let line: Int
    let text: String
    let target: String
    let isImage: Bool
  }

  /// The links and images outside of code, in their order.
  var links: [Link] {
    prose.flatMap { number, text in
      text.replacing(/`[^`]*`/, with: "code").matches(of: /(!?)\[([^\]]*)\]\(([^)\s]+)\)/).map {
        Link(
          line: number, text: String($0.2), target: String($0.3), isImage: !$0.1.isEmpty)
      }
    }
  }
}
