internal import NIOCore

/// What happens to one connection.
struct Fault: Sendable {
  enum Name: String, CaseIterable {
    case none, refusal, fin = "FIN", reset = "RST", lateReset = "late RST", stall
    case stallAndReset = "stall, RST", dribble, delay, damage
  }

  let name: Name
  var refuses = false
  /// When the connection is reset, whatever has passed.
  var resetAfter: TimeAmount?
  var fromClient = Course()
  var fromServer = Course()

  /// - Parameter damages: Whether octets are changed.
  init(using random: inout Seeded, damages: Bool) {
    let names = Name.allCases.filter { $0 != .damage }
    name = damages && random.chance(0.7) ? .damage : names.randomElement(using: &random) ?? .none
    let at = random.size(upTo: 1 << 20)
    let time = TimeAmount.milliseconds(Int64.random(in: 50...4000, using: &random))
    var course = Course()
    switch name {
    case .none: break
    case .refusal: refuses = true
    case .fin: course.cut = (at, false)
    case .reset: course.cut = (at, true)
    case .lateReset: resetAfter = time
    case .stall: course.stall = (at, time)
    case .stallAndReset:
      course.stall = (at, time)
      course.cut = (at, true)
    case .dribble: course.dribble = at..<(at + 3000)
    case .delay: course.delay = .milliseconds(Int64.random(in: 1...30, using: &random))
    case .damage: course.damage = at
    }
    if random.chance(0.5) { fromClient = course } else { fromServer = course }
  }
}
