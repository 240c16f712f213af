internal import DataHubMessages
internal import Referee

extension ServedCall {
  /// Answers an upload, and ends the call with OK.
  func answer(count: Int32) async throws {
    var answer = UploadAnswer()
    answer.isSuccess = true
    answer.trackingGuid = freshGUID()
    answer.dataPackageCount = count
    try await send(answer)
    try await finish()
  }
}
