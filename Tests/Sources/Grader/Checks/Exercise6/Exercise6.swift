extension Check {
  static let exercise6: [Check] = [
    freshAfterPause, memoryFlat, slowReaderAlone, hundredSubscribers, unreadExchange, largeUpload,
    waitingIsFree, standsStill,
  ]
}
