extension Check {
  static let exercise4: [Check] = [
    pingPong, runningCount, exchangeEnds, printsWhileSending, answersAtTheEnd, exchangePrintsAll,
  ]
}
