internal import Mustache

/// The pages' templates: the files beside this one, which are compiled into the grader.
enum PageTemplates {
  private static var files: [String: [UInt8]] {
    [
      "result": PackageResources.result_mustache, "check": PackageResources.check_mustache,
      "style": PackageResources.style_mustache, "class": PackageResources.class_mustache,
    ]
  }

  /// A page with its text escaped, wherever its template does not say otherwise.
  ///
  /// - Throws: ``Trouble`` if a template cannot be read.
  static func render(_ page: Any, with name: String) throws(Trouble) -> String {
    do {
      let library = MustacheLibrary(
        templates: try files.mapValues {
          try MustacheTemplate(string: String(decoding: $0, as: UTF8.self))
        })
      if let text = library.render(page, withTemplate: name) { return text }
    } catch {
      throw Trouble(
        "A template of Tests/Sources/Grader/HTML is wrong: \(error)",
        advice: "Fetch it again: git checkout -- Tests/Sources/Grader/HTML.")
    }
    throw Trouble("There is no page \"\(name)\".", advice: "Report this.")
  }
}
