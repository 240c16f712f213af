extension Check {
  static let exercise6: [Check] = []
}
