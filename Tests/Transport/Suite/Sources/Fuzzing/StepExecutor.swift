internal import Synchronization

/// Runs tasks' jobs one by one, on the thread of whoever asks, so that every run of an input is the
/// same.
final class StepExecutor: TaskExecutor {
  private let jobs = Mutex<[UnownedJob]>([])
  /// Whether the job that came last runs first.
  private let isReversed: Bool

  init(isReversed: Bool) {
    self.isReversed = isReversed
  }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    jobs.withLock { $0.append(job) }
  }

  /// - Returns: Whether there was a job.
  func step() -> Bool {
    let job = jobs.withLock { jobs -> UnownedJob? in
      if jobs.isEmpty { return nil }
      return isReversed ? jobs.removeLast() : jobs.removeFirst()
    }
    job?.runSynchronously(on: asUnownedTaskExecutor())
    return job != nil
  }
}
