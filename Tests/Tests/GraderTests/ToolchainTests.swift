import Foundation
import TestSupport
import Testing

@testable import Grader

@Suite struct ToolchainTests {
  @Test func `The toolchain is where swift says, and what it leaves behind is gone`() async throws {
    try await withTemporaryFolder { folder in
      let bin = folder.appending(path: "bin")
      let temporary = folder.appending(path: "temporary")
      for place in [bin, temporary] {
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
      }
      let swift = bin.appending(path: "swift")
      let answer = #"{ "paths": { "runtimeResourcePath" : "/opt/some/usr/lib/swift" } }"#
      try Data("#!/bin/sh\nmkdir \"$TMPDIR/left\" && echo '\(answer)'\n".utf8).write(to: swift)
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: swift.path)
      let toolchain = try await Toolchain.current([
        "PATH": "\(bin.path):/usr/bin:/bin", "TMPDIR": temporary.path,
        "LD_LIBRARY_PATH": "/opt/lib:",
      ])
      #expect(toolchain == Toolchain(folder: "/opt/some/usr", libraries: ["/opt/lib"]))
      #expect(try FileManager.default.contentsOfDirectory(atPath: temporary.path) == [])
    }
  }
}
