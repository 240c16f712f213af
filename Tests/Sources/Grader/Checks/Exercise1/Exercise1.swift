extension Check {
  static let exercise1: [Check] = [
    firstPackageAtOnce, oneAnInterval, echoesRequest, saysSuccess, carriesTicks, ownStreams, goesOn,
  ]
}
