public import Foundation

/// The form in which a platform takes a result: each is made from the one ``Grading``.
public enum PlatformForm: String, CaseIterable, Sendable {
  case gradescope, classroom50, github, prairielearn, exercism, autolab
  /// Markdown for the summary of a job of GitHub Actions.
  case summary

  /// - Parameters:
  ///   - points: What checks are worth.
  ///   - environment: Where some platforms tell what a result is about.
  public func data(
    of grading: Grading, points: Points, environment: [String: String] = [:]
  ) throws -> Data {
    let result = PlatformResult(grading, points)
    switch self {
    case .gradescope: return try json(result.gradescope)
    case .classroom50: return try json(result.classroom50(environment))
    case .github: return Data(try json(result.github).base64EncodedString().utf8)
    case .prairielearn: return try json(result.prairielearn)
    case .exercism: return try json(result.exercism)
    case .autolab: return try json(result.autolab)
    case .summary: return Data(result.summary.utf8)
    }
  }

  private func json(_ object: [String: Any]) throws -> Data {
    try JSONSerialization.data(withJSONObject: object, options: [.sortedKeys])
  }
}
