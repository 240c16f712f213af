extension Check {
  static let exercise2: [Check] = [
    asksForTag, printsAsItArrives, failedPackages, leavesSilentServer, serverEndsFirst, serverFails,
  ]
}
