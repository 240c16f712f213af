internal import GRPCCore

/// What a call is to do.
struct Plan: Sendable {
  enum Kind: String, CaseIterable { case unary, upload, exchange, subscription }

  let kind: Kind
  /// Sets the call's GUIDs.
  let seed: UInt64
  /// The packages to send, or to read before leaving.
  var count = 1
  /// The octets of a package's value.
  var size = 0
  /// The package, from 1, whose GUID is none.
  var bad: Int?
  /// Whether the last package is over the server's limit.
  var isOverLimit = false
  /// Whether a package waits for the answer to the one before, or a reader dawdles.
  var isSlow = false
  var timeout: Duration?
  var cancelAfter: Duration?
  var waitsForReady = false

  /// The server's default limit is 4 MiB.
  static let overLimit = 5 * 1024 * 1024

  /// How a call that nothing disturbs ends, unless it is OK.
  var expected: RPCError.Code? {
    if isOverLimit { return .resourceExhausted }
    return bad != nil && kind != .exchange ? .invalidArgument : nil
  }

  /// The longest that the call may take, however the connection fares.
  var bound: Duration { (timeout ?? .seconds(40)) + .seconds(20) }

  var options: CallOptions {
    var options = CallOptions.defaults
    options.timeout = timeout
    options.waitForReady = waitsForReady
    return options
  }

  /// The GUID of a package, from 1.
  func guid(_ number: Int) -> String {
    if number == bad { return "no GUID" }
    let high = Seeded.mixed(seed &+ UInt64(number))
    return Self.text(high, Seeded.mixed(high))
  }

  func size(of number: Int) -> Int {
    isOverLimit && number == count ? Self.overLimit : size
  }

  private static func text(_ high: UInt64, _ low: UInt64) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    text.reserveCapacity(36)
    for index in 0..<32 {
      if [8, 12, 16, 20].contains(index) { text.append(UInt8(ascii: "-")) }
      let word = index < 16 ? high : low
      text.append(digits[Int(word >> (4 * UInt64(index & 15)) & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }
}
