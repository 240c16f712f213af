extension Check {
  static let exercise3: [Check] = [
    answersAfterHalfClose, countsPackages, countsPerCall, answersFields, clientsPackages,
    clientHalfCloses, clientPrintsCount, clientHearsEarlyFailure,
  ]
}
