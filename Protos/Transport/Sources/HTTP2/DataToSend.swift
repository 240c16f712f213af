/// What a stream has for its next DATA frame.
public enum DataToSend {
  /// Nothing now: ask again after ``Session/resumeData(on:)``.
  case deferred
  /// That many octets were written to the buffer, and more may follow.
  case bytes(Int)
  /// That many octets were written, and the frame carries END_STREAM.
  case end(Int)
  /// That many octets were written, and a trailer section with END_STREAM follows.
  case trailers(Int, [Header])
  /// The body cannot be completed: the stream is reset with INTERNAL_ERROR.
  case failed
}
