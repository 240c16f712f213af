internal import Foundation
internal import Synchronization

/// DataHubServer as a child process.
final class ServerProcess: Sendable {
  struct CannotStart: Error {
    let output: [Substring]
  }

  let processID: Int32
  let port: Int
  private let output: OutputFiles
  private let exits: AsyncStream<Int32>

  /// Returns once the server listens.
  static func start(_ executable: String, port: Int, interval: String) async throws -> ServerProcess
  {
    let process = Process()
    process.executableURL = URL(filePath: executable)
    process.arguments = ["--port", "\(port)", "--interval", interval]
    process.standardInput = FileHandle.nullDevice
    let output = try OutputFiles()
    let handles = try output.connect(to: process)
    let (exits, exit) = AsyncStream.makeStream(of: Int32.self)
    process.terminationHandler = { process in
      let isSignal = process.terminationReason == .uncaughtSignal
      exit.yield(isSignal ? 128 + process.terminationStatus : process.terminationStatus)
      exit.finish()
    }
    try process.run()
    for handle in handles { try handle.close() }
    let deadline = ContinuousClock.now + .seconds(30)
    while output.firstLine == nil {
      guard process.isRunning, .now < deadline else { throw CannotStart(output: output.complaints) }
      try await Task.sleep(for: .milliseconds(20))
    }
    let number = output.firstLine?.split(separator: ":").last.flatMap { Int($0) }
    return ServerProcess(
      processID: process.processIdentifier, port: number ?? port, output: output, exits: exits)
  }

  private init(processID: Int32, port: Int, output: OutputFiles, exits: AsyncStream<Int32>) {
    self.processID = processID
    self.port = port
    self.output = output
    self.exits = exits
  }

  deinit {
    output.remove()
  }

  /// Sends a signal, and returns how the server ended: its status, or 128 and the signal's number;
  /// nil if it goes on for more than 30 s.
  func end(with signal: Int32) async -> (status: Int32, took: Duration)? {
    let began = ContinuousClock.now
    kill(processID, signal)
    let exits = exits
    let status = await withTaskGroup(of: Int32?.self) { group in
      group.addTask { await exits.first { _ in true } }
      group.addTask {
        try? await Task.sleep(for: .seconds(30))
        return nil
      }
      defer { group.cancelAll() }
      return await group.next() ?? nil
    }
    return status.map { ($0, .now - began) }
  }

  /// What it has said on standard error that was no mere information.
  var complaints: [Substring] { output.complaints }
}
