import ArgumentParser
import Foundation
import Grader

struct GradeWire: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "wire", _superCommandName: "grade",
    abstract: "Makes one of the calls, and shows every frame as it comes.",
    discussion: """
      → is what the client sends, ← what the server answers. The grader is the client, or it stands \
      between two programs if --client names one.
      """)

  @OptionGroup var place: Place

  @Argument(
    help: "get-stream, send-stream, exchange, subscribe or send.",
    transform: { word in
      guard let call = WireCall(rawValue: word) else {
        let meant = Suggestion.text(for: word, among: WireCall.allCases.map(\.rawValue))
        throw ValidationError("There is no call \"\(word)\".\(meant)")
      }
      return call
    })
  var call: WireCall

  @Argument(help: "Whose server: Start, End, or a folder like them.")
  var submission = "End"

  @Option(
    help: ArgumentHelp(
      "Whose client makes the call: Start, End, or a folder like them.",
      valueName: "Start|End|PATH"))
  var client: String?

  @Option(help: ArgumentHelp("Draw the call into this file.", valueName: "file"))
  var svg: String?

  @Flag(help: "Build with the official NIO transport instead of nghttp2.")
  var nio = false

  func run() async throws {
    let workbook = try place.workbook()
    let transport: Grading.Transport = nio ? .nio : .nghttp2
    let server = try Submission(submission, in: workbook, current: place.current)
    if let client {
      let client = try Submission(client, in: workbook, current: place.current)
      let run = PairRun(
        workbook: workbook, server: server, client: client, transport: transport, call: call,
        picture: svg, console: Console())
      throw ExitCode(try await run.run())
    }
    let run = WireRun(
      workbook: workbook, submission: server, transport: transport, call: call, picture: svg,
      console: Console())
    throw ExitCode(try await run.run())
  }
}
