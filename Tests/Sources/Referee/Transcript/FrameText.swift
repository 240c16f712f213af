internal import HTTP2

/// Frames in the transcript's words.
enum FrameText {
  static func describe(_ frame: Frame) -> String {
    switch frame.payload {
    case .headers(let headers): describe(headers)
    case .rstStream(let code): "\(code)"
    case .settings(_, isAck: true), .ping(_, isAck: true): "ACK"
    case .settings(let settings, isAck: false):
      settings.map(\.description).joined(separator: " ")
    case .goAway(_, let code, let debugData):
      debugData.isEmpty ? "\(code)" : "\(code) \(debugData.debugDescription)"
    case .windowUpdate(let increment): "+\(increment)"
    case .data, .priority, .pushPromise, .ping, .unknown: ""
    }
  }

  /// Leaves out what every gRPC call says.
  private static func describe(_ headers: [Header]) -> String {
    let usual: Set = [
      ":method", ":scheme", ":authority", "te", "user-agent", "grpc-accept-encoding",
      "accept-encoding", "date", "server",
    ]
    var words: [String] = []
    for header in headers where !usual.contains(header.name) {
      switch header.name {
      case ":path":
        words.append(header.value)
      case "content-type":
        if !header.value.hasPrefix("application/grpc") { words.append("\(header)") }
      case "grpc-status":
        let code = Int(header.value).map { " \(GRPCStatus.Code(rawValue: $0))" } ?? ""
        words.append("grpc-status \(header.value)\(code)")
      case "grpc-message":
        words.append("grpc-message \(PercentEncoding.decoded(header.value).debugDescription)")
      default:
        words.append("\(header.name) \(header.value)")
      }
    }
    return words.joined(separator: " ")
  }
}
