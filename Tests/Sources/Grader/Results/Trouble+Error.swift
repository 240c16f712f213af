internal import Foundation

extension Trouble {
  /// Whatever made the grader fail: itself if it is trouble, files in words.
  public init(_ error: any Error) {
    if let trouble = error as? Trouble {
      self = trouble
    } else if let error = error as? CocoaError {
      self.init(file: error)
    } else {
      self.init("The grader could not do its work: \(error)", advice: "Run it again.")
    }
  }

  private init(file error: CocoaError) {
    let path =
      ["NSDestinationFilePath", NSFilePathErrorKey].lazy
      .compactMap { error.userInfo[$0] as? String }.first ?? error.url?.path
    let place = path ?? "a file"
    switch error.code {
    case .fileWriteOutOfSpace:
      self.init("\(place) cannot be written: the disk is full.", advice: "Make room on that disk.")
    case .fileWriteNoPermission, .fileWriteVolumeReadOnly:
      self.init(
        "\(place) cannot be written: it may not be changed from here.",
        advice: "Make it writable for you: chmod, chown, or another disk.")
    case .fileReadNoPermission:
      self.init("\(place) may not be read.", advice: "Make it readable for you: chmod, chown.")
    case .fileReadNoSuchFile, .fileNoSuchFile:
      self.init("\(place) is gone.", advice: "Put it back, or clone the workbook anew.")
    default:
      self.init(
        "\(place) could not be read or written: \(error.localizedDescription)",
        advice: "See whether that place is as it should be: disk, owner, permissions.")
    }
  }
}
