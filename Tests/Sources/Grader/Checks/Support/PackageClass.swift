internal import DataHubMessages

/// A package with texts of one kind, which stands for all of that kind.
struct PackageClass: Sendable {
  /// The kind: "a package with an empty tag_value".
  let name: String
  let package: UploadPackage

  private init(_ name: String, _ change: (inout UploadPackage) -> Void) {
    var package = UploadPackage.fresh()
    change(&package)
    self.name = "a package with \(name)"
    self.package = package
  }
}

extension PackageClass {
  /// Good packages with tags and values of each kind. Of its GUIDs one alone is looked at.
  static func good() -> [PackageClass] {
    texts().flatMap { kind, text in
      [
        PackageClass("\(kind) tag_name") { $0.tagName = text },
        PackageClass("\(kind) tag_value") { $0.tagValue = text },
        PackageClass("\(kind) telemetry_guid") { $0.telemetryGuid = text },
      ]
    }
      + GUIDClass.good().map { guid in
        PackageClass("\(guid.name) as its tracking_guid") { $0.trackingGuid = guid.text }
      }
  }

  /// Texts of each kind: any of them is a good tag, a good value, and good in a field that is not read.
  static func texts() -> [(kind: String, text: String)] {
    [
      ("an empty", ""), ("a 1-character", "x"), ("a non-ASCII", "Température 温度 🌡 e\u{301}"),
      ("a 16 KiB", String(repeating: "tag ", count: 4 << 10)),
    ]
  }
}
