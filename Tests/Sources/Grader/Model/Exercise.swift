/// One page of the workbook, and the checks that belong to it.
public struct Exercise: Sendable {
  public let number: Int
  public let title: String
  /// From the workbook's root.
  public let page: String

  public static let all = [
    Exercise(1, "Server streaming: the server", "01-server-streaming-server"),
    Exercise(2, "Server streaming: the client", "02-server-streaming-client"),
    Exercise(3, "Client streaming", "03-client-streaming"),
    Exercise(4, "Bidirectional streaming", "04-bidirectional-streaming"),
    Exercise(5, "Ending well", "05-ending-well"),
    Exercise(6, "Flow control and many streams", "06-flow-control"),
    Exercise(7, "The hub", "07-the-hub"),
    Exercise(8, "Coming back", "08-coming-back"),
  ]

  private init(_ number: Int, _ title: String, _ page: String) {
    self.number = number
    self.title = title
    self.page = "Exercises/\(page).md"
  }
}
