extension Check {
  static let exercise7: [Check] = [
    comesOutWhole, tagsApart, fiftySubscribers, pausedReaderAlone, tellsMissed, goesOnBehind,
    hubIsFlat, signOfLife,
  ]
}
