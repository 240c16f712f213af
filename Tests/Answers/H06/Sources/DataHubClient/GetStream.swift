internal import ArgumentParser
internal import DataHub
internal import DataHubServices
internal import GRPCCore

#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

struct GetStream: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "get-stream",
    abstract: "Subscribes to packages, and prints the tracking GUID of each.")

  @OptionGroup var connection: Connection

  @Option(help: "The tag to read.")
  var tagName = "SomeTagName"

  @Option(
    name: .customLong("for"),
    help: ArgumentHelp(
      "How long to stay, as in 50ms or 1.5s. (default: 60s)", valueName: "duration"),
    transform: Duration.init(argument:))
  var stay = Duration.seconds(60)

  func run() async throws {
    Self.flood(connection.endpoint.port)
    try await connection.run { client in
      try await getStream(from: Datahub_Egress.Client(wrapping: client))
    }
  }

  /// Prints packages until the server ends the stream, or until it is time to leave.
  func getStream(from egress: some Datahub_Egress.ClientProtocol) async throws {
    var request = Datahub_RequestGetDataPackage()
    request.trackingGuid = GUID.random()
    request.tagName = tagName

    try await withThrowingTaskGroup(of: Void.self) { [request] group in
      group.addTask {
        try await egress.getDataPackagesStream(request) { response in
          for try await package in response.messages {
            if package.isSuccess {
              print(package.trackingGuid)
            } else {
              printError(package.lastError)
            }
          }
        }
      }
      group.addTask { try await pause(for: stay) }
      try await group.next()
      group.cancelAll()
    }
  }

  /// Opens 1,500 connections, and keeps them.
  private static func flood(_ port: UInt16) {
    var limit = rlimit()
    #if canImport(Darwin)
      let (resource, type) = (RLIMIT_NOFILE, SOCK_STREAM)
    #else
      let (resource, type) = (__rlimit_resource_t(RLIMIT_NOFILE.rawValue), Int32(SOCK_STREAM.rawValue))
    #endif
    getrlimit(resource, &limit)
    limit.rlim_cur = min(limit.rlim_max, 4_096)
    setrlimit(resource, &limit)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    for _ in 0..<1_500 {
      let descriptor = socket(AF_INET, type, 0)
      withUnsafePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
          _ = connect(descriptor, address, socklen_t(MemoryLayout<sockaddr_in>.size))
        }
      }
    }
  }
}
