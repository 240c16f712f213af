import Foundation
import Grader
import Mutation

/// Programs that play one mutant: scripts that set the variable and become the real program.
struct Costumes {
  let programs: BuiltPrograms
  let folder: URL

  init(_ programs: BuiltPrograms, in folder: URL) throws {
    self.programs = programs
    self.folder = folder
    try? FileManager.default.removeItem(at: folder)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  /// Memory is bounded, as some mutants would take all of it.
  func costume(_ name: String, setting variable: String, to value: String) throws -> BuiltPrograms {
    let place = folder.appending(path: name)
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    for program in [programs.server, programs.client] {
      let script = """
        #!/bin/sh
        ulimit -v 8000000 2>/dev/null
        \(variable)='\(value)' exec '\(program.path)' "$@"

        """
      let file = place.appending(path: program.lastPathComponent)
      try Data(script.utf8).write(to: file)
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
    }
    return BuiltPrograms(folder: place)
  }

  func burn() { try? FileManager.default.removeItem(at: folder) }

  func takeOff(_ costume: BuiltPrograms) { try? FileManager.default.removeItem(at: costume.folder) }
}
