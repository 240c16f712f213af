internal import Referee

/// An upload that breaks off.
struct BrokenUpload: Sendable {
  enum Way: Sendable {
    case reset, cut, badPackage
    /// Octets that are no package.
    case undecodable
    /// Reset right after the half-close, while the server has most of the packages still to read.
    case resetWhenWhole
  }

  /// "an upload that the client has reset amid package 2".
  let name: String
  let way: Way
  /// What the server has of it: whole packages, and the half of one more.
  let packages: Int
  let hasHalf: Bool

  init(_ name: String, _ way: Way, after packages: Int, hasHalf: Bool = false) {
    self.name = "an upload \(name)"
    self.way = way
    self.packages = packages
    self.hasHalf = hasHalf
  }

  static func all(_ random: SeededRandom) -> [BrokenUpload] {
    let many = random.number(250...350)
    return [
      BrokenUpload("that the client has reset before package 1", .reset, after: 0),
      BrokenUpload("that the client has reset after package 2", .reset, after: 2),
      BrokenUpload("that the client has reset amid package 3", .reset, after: 2, hasHalf: true),
      BrokenUpload("that the client has reset after package \(many)", .reset, after: many),
      BrokenUpload("that the client has reset when all was sent", .resetWhenWhole, after: 1000),
      BrokenUpload("whose connection was lost before package 1", .cut, after: 0),
      BrokenUpload("whose connection was lost after package 1", .cut, after: 1),
      BrokenUpload("whose connection was lost amid package 2", .cut, after: 1, hasHalf: true),
      BrokenUpload("whose package 1 is bad", .badPackage, after: 0),
      BrokenUpload("whose package 3 of 3 is bad", .badPackage, after: 2),
      BrokenUpload("whose third message is no package", .undecodable, after: 2),
    ]
  }

  /// Plays it up to its end.
  ///
  /// - Parameters:
  ///   - hasRest: Whether the server comes to rest before the end, so that its method has begun.
  ///   - beforeEnd: Is called when the server has everything but that.
  func play(
    to server: ServerOnStage, hasRest: Bool = false, beforeEnd: () async throws -> Void
  ) async throws {
    let client = try await server.connect()
    let call = try await client.upload()
    var octets = try ManyPackages(packages).framed()
    if hasHalf { octets += try UploadPackage.fresh().framed().prefix(60) }
    if way == .resetWhenWhole {
      try await beforeEnd()
      try await call.send(bytes: octets, endStream: true)
    } else {
      if !octets.isEmpty { try await call.send(bytes: octets) }
      try await client.ping()
      if hasRest { try await server.comeToRest() }
      try await beforeEnd()
    }
    switch way {
    case .reset, .resetWhenWhole:
      try await call.reset()
      try await client.ping()
    case .cut:
      await client.cut()
    case .badPackage:
      try await call.send(UploadPackage.fresh(guid: SeededRandom.current.tag()), endStream: true)
      try await call.expectStatus(.invalidArgument)
    case .undecodable:
      try await call.send(bytes: UploadPackage.undecodable, endStream: true)
      let end = await call.end()
      try expect(
        end != nil && end?.status?.code != .ok, "an error status for \(name)",
        received: end.map { "\($0)" } ?? "no end within \(readable(Patience.cap))",
        try: "Let the error of the loop through: no `try?`, no empty `catch`.")
    }
  }
}
