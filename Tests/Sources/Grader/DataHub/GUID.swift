internal import Foundation

/// A GUID that was not drawn before in this run, in lower case.
func freshGUID() -> String { SeededRandom.current.guid() }

/// Whether the text is a UUID of 36 characters, in either case.
func isUUID(_ text: String) -> Bool {
  text.utf8.count == 36 && UUID(uuidString: text) != nil
}
