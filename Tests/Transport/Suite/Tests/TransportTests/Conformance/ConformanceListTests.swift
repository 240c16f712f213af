import Testing

@Suite struct ConformanceListTests {
  @Test(arguments: [
    (ConformanceCase.server, Departure.everyServer),
    (ConformanceCase.client, Departure.everyClient),
  ])
  func `A case is listed once, and every departure is from one`(
    cases: [ConformanceCase], departures: [Departure]
  ) {
    let rules = cases.map(\.testDescription)
    #expect(Set(rules).count == rules.count)
    #expect(Set(departures.map(\.rule)).isSubset(of: rules))
  }
}
