/// Why a call has ended as it did.
enum Cause: String {
  case nothing = ""
  case badInput = "bad input"
  case deadline = "its deadline"
  case left = "cancelled here"
  case restart = "server restarted"
  case fault = "connection disturbed"
  case damage = "octets damaged"
}
