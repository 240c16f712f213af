internal import DataHubMessages

extension UploadAnswer {
  /// What a server answers to an upload of good packages.
  static func total(of packages: [UploadPackage]) -> UploadAnswer {
    var answer = UploadAnswer()
    answer.isSuccess = true
    answer.trackingGuid = packages.last?.trackingGuid ?? ""
    answer.dataPackageCount = Int32(clamping: packages.count)
    return answer
  }

  /// What a server answers to a package in an exchange. What it says in last_error to a bad one is
  /// its own.
  static func answer(to guid: String, isSuccess: Bool, count: Int) -> UploadAnswer {
    var answer = UploadAnswer()
    answer.isSuccess = isSuccess
    answer.trackingGuid = guid
    answer.dataPackageCount = Int32(clamping: count)
    return answer
  }
}

/// Throws unless an answer is the expected one in every field, texts byte for byte. The last_error
/// of a refusal has to name the field.
///
/// - Parameters:
///   - what: The answer as a phrase: "answer 3".
///   - counting: One thing to try where the count alone is wrong, by the count that came.
func expectWhole(
  _ what: String, _ answer: UploadAnswer, equals expected: UploadAnswer,
  counting hint: (Int) -> String? = { _ in nil }
) throws(CheckFailure) {
  try expect(
    "\(what) with is_success", answer.isSuccess, equals: expected.isSuccess,
    try: !expected.isSuccess
      ? "Is the GUID of each package checked?"
      : answer.lastError.isEmpty
        ? "Fields that are not set are false or empty on the wire: set isSuccess." : nil)
  try expectBytes(
    "\(what) with tracking_guid", answer.trackingGuid, equal: expected.trackingGuid,
    try: "Copy the tracking_guid of the package, of an upload that of its last one, as it is.")
  if expected.isSuccess {
    try expect(
      "\(what) with last_error", answer.lastError, equals: "",
      try: "What is wrong with one package is no matter of the next: make an answer for each.")
  } else {
    try expect(
      answer.lastError.contains("tracking_guid"),
      "\(what) with a last_error that names tracking_guid", received: quoted(answer.lastError),
      try: "Say in lastError which field is bad.")
  }
  try expect(
    "\(what) with data_package_count", Int(answer.dataPackageCount),
    equals: Int(expected.dataPackageCount), try: hint(Int(answer.dataPackageCount)))
}
