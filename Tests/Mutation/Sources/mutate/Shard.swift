import ArgumentParser
import Mutation

/// One of several parts of all mutants, chosen by their ids: a new mutant moves no other.
struct Shard: ExpressibleByArgument {
  let number: Int
  let count: Int

  init?(argument: String) {
    let parts = argument.split(separator: "/").map { Int($0) }
    guard parts.count == 2, let number = parts[0], let count = parts[1], count > 0,
      (1...count).contains(number)
    else { return nil }
    (self.number, self.count) = (number, count)
  }

  func holds(_ id: String) -> Bool {
    let hash = Int("\(ContentName(id))", radix: 16) ?? 0
    return hash % count == number - 1
  }
}
