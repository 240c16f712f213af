/// The first sleep of this process, which takes the descriptors that all sleeping tasks need.
///
/// On Linux it opens them for good, and ends the process if it cannot. Deadlines sleep, so that this
/// is to happen before connections have taken all descriptors. It is long enough that it is not over
/// before a timer was set.
let firstSleep = Task { () -> Void in try? await Task.sleep(for: .milliseconds(20)) }
