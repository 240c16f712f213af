/// One thing to try where a count is wrong, as far as the number tells.
enum CountHint {
  /// nil where it tells nothing.
  static func hint(_ received: Int, insteadOf count: Int) -> String? {
    if received == count + 1 || received == count - 1 {
      return "Is each package counted once, the first and the last too?"
    }
    if received == 0 {
      return "Fields that are not set are 0 on the wire: set dataPackageCount."
    }
    for bits in [8, 16] where received != count && (received - count) % (1 << bits) == 0 {
      return "An integer of \(bits) bits is too small for the count."
    }
    if received > count {
      return "Keep the count in a local variable of the method: it lives as long as the call."
    }
    return nil
  }
}
