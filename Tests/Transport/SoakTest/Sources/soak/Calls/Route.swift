/// How a call reaches the server.
enum Route: String, CaseIterable {
  case straight
  /// Through a proxy that cuts, stalls and delays.
  case disturbed
  /// Through a proxy that changes octets as well.
  case damaged
}
