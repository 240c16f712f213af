internal import Foundation
internal import Synchronization

/// DataHubServer as a child process.
final class ServerProcess: Sendable {
  struct CannotStart: Error {}

  let processID: Int32
  let port: Int
  private let log: ErrorLines
  private let exits: AsyncStream<Int32>

  /// Returns once the server listens.
  static func start(_ executable: String, port: Int, interval: String) async throws -> ServerProcess
  {
    let process = Process()
    process.executableURL = URL(filePath: executable)
    process.arguments = ["--port", "\(port)", "--interval", interval]
    process.standardInput = FileHandle.nullDevice
    let (out, err) = (Pipe(), Pipe())
    process.standardOutput = out
    process.standardError = err
    let log = ErrorLines()
    log.read(err.fileHandleForReading)
    let (exits, exit) = AsyncStream.makeStream(of: Int32.self)
    process.terminationHandler = { process in
      let isSignal = process.terminationReason == .uncaughtSignal
      exit.yield(isSignal ? 128 + process.terminationStatus : process.terminationStatus)
      exit.finish()
    }
    let firstLine = FirstLine()
    firstLine.read(out.fileHandleForReading)
    try process.run()
    guard let line = await firstLine.value, let number = line.split(separator: ":").last,
      let port = Int(number)
    else {
      process.terminate()
      throw CannotStart()
    }
    return ServerProcess(
      processID: process.processIdentifier, port: port, log: log, exits: exits)
  }

  private init(processID: Int32, port: Int, log: ErrorLines, exits: AsyncStream<Int32>) {
    self.processID = processID
    self.port = port
    self.log = log
    self.exits = exits
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
  var complaints: [String] { log.lines }
}
