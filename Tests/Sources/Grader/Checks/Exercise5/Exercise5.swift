extension Check {
  static let exercise5: [Check] = [
    stopsAtDeadline, stopsWhenCancelled, endsOnSIGTERM, refusesBadGUID, refusesBadUpload,
    tellsBadExchange, neverCompletesBrokenUpload, nobodyListens, cancelsOnInterrupt,
    tellsEveryFailure, takesFlags,
  ]
}
