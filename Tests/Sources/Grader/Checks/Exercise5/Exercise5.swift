extension Check {
  static let exercise5: [Check] = []
}
