internal import Foundation

/// Where in a folder the package lies that is to be judged.
enum HandInPlace {
  enum Found: Hashable {
    case none
    /// The folder that holds `Sources`.
    case package(URL)
    /// There is nothing but one archive: what learning platforms make of a file that is uploaded.
    case archive(URL)
    /// Packages, by their names.
    case several([String])
  }

  /// Looks for `Start/Sources` and then for `Sources`, in the folder and then one level down. What is
  /// reached by a link is not there.
  static func find(in folder: URL) -> Found {
    for name in ["Start", nil] {
      if let package = package(name, in: folder) { return .package(package) }
    }
    let names = visible(in: folder)
    let folders = names.filter {
      ClassFolder.type(of: folder.appending(path: $0)) == .typeDirectory
    }
    for name in ["Start", nil] {
      let below = folders.filter { package(name, in: folder.appending(path: $0)) != nil }
      if below.count > 1 { return .several(below) }
      if let first = below.first, let package = package(name, in: folder.appending(path: first)) {
        return .package(package)
      }
    }
    let archives = names.filter {
      ClassFolder.stem(of: $0) != nil
        && ClassFolder.type(of: folder.appending(path: $0)) == .typeRegular
    }
    if archives.count > 1 { return .several(archives) }
    return archives.first.map { .archive(folder.appending(path: $0)) } ?? .none
  }

  /// `folder/name`, if its Sources hold a target of the workbook.
  private static func package(_ name: String?, in folder: URL) -> URL? {
    let package = name.map { folder.appending(path: $0) } ?? folder
    let sources = package.appending(path: "Sources")
    guard [package, sources].allSatisfy({ ClassFolder.type(of: $0) == .typeDirectory }) else {
      return nil
    }
    let hasTarget = SubmittedSources.targets.contains {
      ClassFolder.type(of: sources.appending(path: $0)) == .typeDirectory
    }
    return hasTarget ? package : nil
  }

  private static func visible(in folder: URL) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted().filter {
      !$0.hasPrefix(".") && $0 != "__MACOSX"
    }
  }

  /// What of the workbook a student changed beside the package: the contract, which is the
  /// workbook's own whatever lies there.
  static func changed(beside package: URL, _ workbook: Workbook) -> [String] {
    let clone = package.deletingLastPathComponent()
    guard package.lastPathComponent == "Start",
      let own = try? SourceTree(reading: workbook.protos)
    else { return [] }
    return own.files.sorted { $0.key < $1.key }.compactMap { path, content in
      let file = clone.appending(path: "Protos/\(path)")
      guard let found = try? FileManager.default.attributesOfItem(atPath: file.path),
        found[.type] as? FileAttributeType == .typeRegular, let size = found[.size] as? Int,
        size != content.count || (try? Data(contentsOf: file)) != content
      else { return nil }
      return "Protos/\(path) (changed; the workbook's own is used)"
    }
  }
}

extension HandInPlace {
  /// About how much there is to judge, in octets.
  static func size(of place: URL?) -> Int {
    guard let place else { return 0 }
    if ClassFolder.type(of: place) == .typeRegular { return octets(place) }
    guard case .package(let package) = find(in: place) else { return 0 }
    let entries = FileManager.default.enumerator(
      atPath: package.appending(path: "Sources").path)
    var sum = 0
    var count = 0
    while let path = entries?.nextObject() as? String, count < 10_000 {
      count += 1
      sum += octets(package.appending(path: "Sources/\(path)"))
    }
    return sum
  }

  private static func octets(_ file: URL) -> Int {
    (try? FileManager.default.attributesOfItem(atPath: file.path))?[.size] as? Int ?? 0
  }
}
