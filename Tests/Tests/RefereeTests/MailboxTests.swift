import Testing

@testable import Referee

@Suite("Waiting for what may not come")
struct MailboxTests {
  @Test("elements come in order, and then the end")
  func order() async {
    let mailbox = Mailbox<Int>()
    for element in 0..<3000 { mailbox.post(element) }
    mailbox.finish()
    for element in 0..<3000 { #expect(await mailbox.next(within: .zero) == element) }
    #expect(await mailbox.next(within: .seconds(3600)) == nil)
  }

  @Test("a wait ends at its cap, and the next one still gets what comes")
  func cap() async {
    let mailbox = Mailbox<Int>()
    #expect(await mailbox.next(within: .zero) == nil)
    #expect(await mailbox.next(within: .milliseconds(1)) == nil)
    mailbox.post(1)
    #expect(await mailbox.next(within: .seconds(3600)) == 1)
  }

  @Test("a reader that waits is woken by what is posted")
  func wakes() async {
    let mailbox = Mailbox<Int>()
    async let element = mailbox.next(within: .seconds(3600))
    mailbox.post(7)
    #expect(await element == 7)
  }

  @Test("cancelling the task ends its wait")
  func cancellation() async {
    let mailbox = Mailbox<Int>()
    let reader = Task { await mailbox.next(within: .seconds(3600)) }
    reader.cancel()
    #expect(await reader.value == nil)
  }

  @Test("beyond its limit the oldest is lost")
  func limit() async {
    let mailbox = Mailbox<Int>(limit: 3)
    for element in 1...5000 { mailbox.post(element) }
    #expect(await mailbox.next(within: .zero) == 4998)
  }
}
