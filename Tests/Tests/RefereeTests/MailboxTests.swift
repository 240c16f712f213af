import Testing

@testable import Referee

/// Waiting for what may not come.
@Suite struct MailboxTests {
  @Test func `Elements come in order, and then the end`() async {
    let mailbox = Mailbox<Int>()
    for element in 0..<3000 { mailbox.post(element) }
    mailbox.finish()
    for element in 0..<3000 { #expect(await mailbox.next(within: .zero) == element) }
    #expect(await mailbox.next(within: .seconds(3600)) == nil)
  }

  @Test func `A wait ends at its cap, and the next one still gets what comes`() async {
    let mailbox = Mailbox<Int>()
    #expect(await mailbox.next(within: .zero) == nil)
    #expect(await mailbox.next(within: .milliseconds(1)) == nil)
    mailbox.post(1)
    #expect(await mailbox.next(within: .seconds(3600)) == 1)
  }

  @Test func `A reader that waits is woken by what is posted`() async {
    let mailbox = Mailbox<Int>()
    async let element = mailbox.next(within: .seconds(3600))
    mailbox.post(7)
    #expect(await element == 7)
  }

  @Test func `Cancelling the task ends its wait`() async {
    let mailbox = Mailbox<Int>()
    let reader = Task { await mailbox.next(within: .seconds(3600)) }
    reader.cancel()
    #expect(await reader.value == nil)
  }

  @Test func `Beyond its limit the oldest is lost`() async {
    let mailbox = Mailbox<Int>(limit: 3)
    for element in 1...5000 { mailbox.post(element) }
    #expect(await mailbox.next(within: .zero) == 4998)
  }
}
