extension Check {
  static let exercise8: [Check] = [
    printsEachPackage, comesBack, waitsGrow, triesInVainOnce, givesUpSilence, beginsNewHub,
    endsAtOnce,
  ]
}
