import Testing

@testable import Referee

/// What a client's `grpc-timeout` says.
@Suite struct TimeLimitTests {
  @Test(arguments: [
    ("2H", Duration.seconds(7_200)), ("3M", .seconds(180)), ("5S", .seconds(5)),
    ("500m", .milliseconds(500)), ("12345678u", .microseconds(12_345_678)),
    ("1n", .nanoseconds(1)), ("99999999H", .seconds(99_999_999 * 3_600)),
  ])
  func `A number of at most eight digits and a unit is a time`(text: String, time: Duration) {
    #expect(ServedCall.timeLimit(text) == time)
  }

  @Test(arguments: [
    "", "H", "5", "5s", "-5S", "+5S", "1.5S", "5 S", "123456789S", "9223372036854775807H", "5SS",
    "٥S",
  ])
  func `What is no such text is no time`(text: String) {
    #expect(ServedCall.timeLimit(text) == nil)
  }
}
