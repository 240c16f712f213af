extension Check {
  static let exercise4: [Check] = []
}
