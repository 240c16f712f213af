/// Who is in a class, and what was to be judged: class.json, beside the results.
public struct ClassList: Codable, Hashable, Sendable {
  public var schema = "datahub.class/1"
  /// SHA-256 of what of the workbook decides the verdicts.
  public var workbook: String
  public var transport: Grading.Transport
  public var checks: [CheckNumber]
  /// Everybody, also those whom another shard judges.
  public var members: [ClassMember]
  /// Of which everybody, where not all were to be judged here.
  public var shard: Shard?
  public var remarks: [String] = []

  public init(
    workbook: String, transport: Grading.Transport, checks: [CheckNumber],
    members: [ClassMember], shard: Shard? = nil, remarks: [String] = []
  ) {
    self.workbook = workbook
    self.transport = transport
    self.checks = checks
    self.members = members
    self.shard = shard
    self.remarks = remarks
  }
}
