public import GRPCCore

/// One message's octets: a slice, so that messages that arrive together can share one array.
public struct Nghttp2TransportBytes: GRPCContiguousBytes, Hashable, Sendable {
  @usableFromInline var slice: ArraySlice<UInt8>

  @inlinable
  init(slice: ArraySlice<UInt8>) {
    self.slice = slice
  }

  @inlinable
  public init(repeating byte: UInt8, count: Int) {
    slice = ArraySlice(repeating: byte, count: count)
  }

  @inlinable
  public init(_ sequence: some Sequence<UInt8>) {
    slice = ArraySlice(sequence)
  }

  @inlinable
  public var count: Int { slice.count }

  @inlinable
  public func withUnsafeBytes<R>(
    _ body: (UnsafeRawBufferPointer) throws -> R
  ) rethrows -> R {
    try slice.withUnsafeBytes(body)
  }

  @inlinable
  public mutating func withUnsafeMutableBytes<R>(
    _ body: (UnsafeMutableRawBufferPointer) throws -> R
  ) rethrows -> R {
    try slice.withUnsafeMutableBytes(body)
  }
}
