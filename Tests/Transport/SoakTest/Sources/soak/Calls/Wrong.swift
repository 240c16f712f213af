/// An answer that is not right: never to be explained by a fault.
struct Wrong: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) {
    self.description = description
  }

  static func unless(_ condition: Bool, _ description: @autoclosure () -> String) throws {
    if !condition { throw Wrong(description()) }
  }
}

/// The server has ended a subscription with OK, which it does for no reason of its own.
struct EndedEarly: Error {}
