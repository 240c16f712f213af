public import Foundation

/// A student of a class, and where lies what was handed in.
public struct ClassMember: Codable, Hashable, Sendable {
  /// What tells the student from all others: the folder's name, or what the roster says.
  public var id: String
  public var name: String?
  public var email: String?
  /// What Canvas knows the student by, if the roster is Canvas': see ``Roster``.
  public var canvas: [String: String]?
  /// Whether the roster names the student, if there is one.
  public var isEnrolled = true
  /// A folder or an archive; nil if nothing was handed in.
  public var place: URL?
  /// Why it cannot be told what the student handed in, in words for the instructor.
  public var doubt: String?

  public init(
    id: String, name: String? = nil, email: String? = nil, canvas: [String: String]? = nil,
    place: URL? = nil, doubt: String? = nil
  ) {
    self.id = id
    self.name = name
    self.email = email
    self.canvas = canvas
    self.place = place
    self.doubt = doubt
  }

  private enum CodingKeys: CodingKey { case id, name, email, canvas, isEnrolled }
}
