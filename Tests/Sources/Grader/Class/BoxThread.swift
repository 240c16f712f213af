internal import Foundation
internal import Referee
internal import Synchronization

/// The thread that starts all boxes. They end with their parent, which for the system is the thread
/// that started them: this one stays for as long as the grader does.
final class BoxThread: TaskExecutor {
  private static let shared = BoxThread()

  private let jobs = Mutex<[UnownedJob]>([])
  private let wake = DispatchSemaphore(value: 0)

  private init() {
    Thread.detachNewThread {
      while true {
        self.wake.wait()
        let job = self.jobs.withLock { $0.removeFirst() }
        job.runSynchronously(on: self.asUnownedTaskExecutor())
      }
    }
  }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    jobs.withLock { $0.append(job) }
    wake.signal()
  }

  /// Starts a command, found as a shell finds it.
  static func start(
    _ words: [String], environment: [String: String] = [:], ending: Program.Ending = .byKill
  ) async throws -> Program {
    try await withTaskExecutorPreference(shared) {
      try await Program.start(
        "/usr/bin/env", arguments: words, environment: environment, ending: ending)
    }
  }
}
