import ArgumentParser
import Foundation
import Grader

/// Tests/grade runs the script by itself, as there may be nothing to run this with.
struct GradeDoctor: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", _superCommandName: "grade",
    abstract: "Says what of this machine is in the way of builds, and what to do about it.",
    discussion: "What it prints names nobody and can be shown to those whom you ask for help.")

  @OptionGroup var place: Place

  func run() throws {
    let script = try place.workbook().root.appending(path: "Tests/scripts/doctor").path
    let path = strdup(script)
    defer { free(path) }
    var arguments = [path, nil]
    execv(script, &arguments)
    throw Trouble(
      "\(script) cannot be started: \(String(cString: strerror(errno))).",
      advice: "Fetch it again: git checkout -- Tests/scripts/doctor.")
  }
}
