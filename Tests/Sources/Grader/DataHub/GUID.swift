internal import Foundation

/// A GUID that was not drawn before in this run, in lower case.
func freshGUID() -> String { SeededRandom.current.guid() }

/// A GUID that was not drawn before in this run, with letters of both cases: to be handed on as it is.
func mixedGUID() -> String {
  let fresh = freshGUID()
  return "A" + fresh.dropFirst().prefix(17) + fresh.suffix(18).dropLast().uppercased() + "f"
}

/// Whether the text is a UUID of 36 characters, in either case.
func isUUID(_ text: String) -> Bool {
  text.utf8.count == 36 && UUID(uuidString: text) != nil
}
