/// A small change of one region of one file.
public struct Mutant: Hashable, Sendable {
  /// Names it for as long as what it changes is what it is: `EgressService.getDataPackagesStream
  /// drop 3f2a91c0`, joined by slashes. Lines above it do not matter.
  public var id: String
  /// The file's path in Sources.
  public var file: String
  /// The declaration that it changes.
  public var place: String
  /// The kind of change.
  public var kind: String
  /// Where it begins, from 1.
  public var line: Int
  /// Names the text of the whole declaration: whether the mutant compiles depends on little else.
  public var origin: String
  /// The number of its region in the file.
  var region: Int
  var edits: [Edit]

  /// The folder of Sources that its file is in: what is compiled as one.
  public var module: String { String(file.prefix { $0 != "/" }) }
}
