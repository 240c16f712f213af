internal import NIOCore
internal import NIOPosix

#if canImport(Glibc)
  private import Glibc
#elseif canImport(Musl)
  private import Musl
#else
  private import Darwin
#endif

/// Why an address cannot be connected to or listened on, in the system's words.
func systemReason(for error: any Error) -> String {
  switch error {
  case let error as IOError:
    return String(cString: strerror(error.errnoCode))
  case let error as NIOConnectionError:
    if let failure = error.connectionErrors.first { return systemReason(for: failure.error) }
    return (error.dnsAError ?? error.dnsAAAAError).map(systemReason) ?? "the name has no address"
  case let error as SocketAddressError.UnknownHost:
    return error.errorDescription
  case SocketAddressError.failedToParseIPString(let text):
    return "\(text) is no IP address"
  case SocketAddressError.unixDomainSocketPathTooLong:
    return "the path is too long for a socket"
  case let error as ListeningError:
    return error.description
  case ChannelError.connectTimeout:
    return "no answer in time"
  default:
    return "\(error)"
  }
}
