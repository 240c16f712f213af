import ArgumentParser
import Foundation
import Grader

struct GradeWire: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "wire", _superCommandName: "grade",
    abstract: "Makes one of the calls, and shows every frame as it comes.",
    discussion: "→ is what the client sends, ← what the server answers.")

  @OptionGroup var place: Place

  @Argument(
    help: "get-stream, send-stream, exchange or send.",
    transform: { word in
      guard let call = WireCall(rawValue: word) else {
        throw ValidationError("There is no call \"\(word)\".")
      }
      return call
    })
  var call: WireCall

  @Argument(help: "Whose server: Start, End, or a folder like them.")
  var submission = "End"

  @Flag(help: "Build with the official NIO transport instead of nghttp2.")
  var nio = false

  func run() async throws {
    let workbook = try place.workbook()
    let run = WireRun(
      workbook: workbook,
      submission: try Submission(submission, in: workbook, current: place.current),
      transport: nio ? .nio : .nghttp2, call: call, console: Console())
    throw ExitCode(try await run.run())
  }
}
