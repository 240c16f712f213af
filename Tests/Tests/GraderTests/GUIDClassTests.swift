import Foundation
import RegexBuilder
import Testing

@testable import Grader

@Suite struct GUIDClassTests {
  @Test func `Good GUIDs have 36 characters, and Foundation takes them`() {
    for guid in GUIDClass.good() {
      #expect(guid.text.utf8.count == 36 && UUID(uuidString: guid.text) != nil, "\(guid)")
    }
  }

  @Test func `Bad GUIDs are none, and Foundation takes none of them`() {
    for guid in GUIDClass.bad() {
      #expect(!isUUID(guid.text) && UUID(uuidString: guid.text) == nil, "\(guid)")
    }
  }

  @Test func `Each class is another one`() {
    let all = GUIDClass.good() + GUIDClass.bad()
    #expect(Set(all.map(\.name)).count == all.count)
    #expect(Set(all.map { Array($0.text.utf8) }).count == all.count)
  }

  @Test func `Bad GUIDs have what a careless look takes for a UUID`() {
    let texts = GUIDClass.bad().map(\.text)
    let uuid = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/
    let (first, last) = (
      Regex {
        Anchor.startOfSubject; uuid
      },
      Regex {
        uuid; Anchor.endOfSubject
      }
    )
    #expect(texts.contains { $0.contains(first) } && texts.contains { $0.contains(last) })
    #expect(texts.contains { $0.count == 36 && $0.allSatisfy { $0.isHexDigit || $0 == "-" } })
    #expect(texts.contains { $0.count == 36 && $0.utf8.count != 36 })
    #expect(texts.contains { $0.utf8.count >= 16 << 10 })
  }
}
