/// Who is told how a build goes, as it goes.
public struct BuildListener: Sendable {
  /// What is done now: `[212/560] Compiling NIOCore Channel.swift`, or `Fetching …` before.
  var step: @Sendable (String) -> Void = { _ in }
  /// An error of the compiler, as ``CompilerErrors`` finds it; each once.
  var error: @Sendable (String) -> Void = { _ in }

  /// Nobody.
  public init() {}

  init(
    step: @escaping @Sendable (String) -> Void, error: @escaping @Sendable (String) -> Void
  ) {
    self.step = step
    self.error = error
  }
}
