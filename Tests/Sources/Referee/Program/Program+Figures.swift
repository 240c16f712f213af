/// Figures of a program that runs. Each is nil once it ended, and where the system does not tell it:
/// that is no figure, and proves nothing.
extension Program {
  /// The most memory that it has had resident, in octets.
  public var peakMemory: Int? { figure(\.peakMemory) }

  /// The memory that it has resident, in octets.
  public var residentMemory: Int? { figure(\.residentMemory) }

  /// The time that processors have worked for it, in all of its threads together: finer than a
  /// millisecond, and nothing while it waits.
  public var processorTime: Duration? { figure(\.processorTime) }

  /// How many threads it has.
  public var threadCount: Int? { figure(\.threadCount) }

  private func figure<Figure>(_ figure: (ProcessFigures) -> Figure?) -> Figure? {
    Programs.shared.figure(of: processID, figure)
  }
}
