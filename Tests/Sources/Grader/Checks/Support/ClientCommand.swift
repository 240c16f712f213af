internal import Referee

/// The client's commands, as they are typed.
enum ClientCommand: String, CaseIterable {
  case getStream = "get-stream"
  case sendStream = "send-stream"
  case exchange
  case send

  /// What it calls.
  var method: Method {
    switch self {
    case .getStream: Method.getDataPackagesStream
    case .sendStream: Method.sendDataPackagesStream
    case .exchange: Method.exchangeDataPackages
    case .send: Method.sendDataPackage
    }
  }
}
