// swift-tools-version: 6.2
import PackageDescription

/// The finished package is held to no warnings at all by the workbook's own tests; work in progress
/// is not, nor is what somebody builds with a newer Swift.
let isStrict =
  Context.packageDirectory.hasSuffix("/End")
  && Context.environment["DATAHUB_WARNINGS"] == "errors"

let settings: [SwiftSetting] =
  [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .define("NIO", .when(traits: ["NIO"])),
  ] + (isStrict ? [.treatAllWarnings(as: .error)] : [])

let package = Package(
  name: "DataHub",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "DataHubServer", targets: ["DataHubServer"]),
    .executable(name: "DataHubClient", targets: ["DataHubClient"]),
  ],
  traits: [
    .trait(name: "NIO", description: "The official NIO transport, with TLS, instead of nghttp2")
  ],
  dependencies: [
    .package(path: "../Protos"),
    .package(path: "../Protos/Transport"),
    .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.5.0"),
    .package(url: "https://github.com/apple/swift-log.git", from: "1.6.0"),
    .package(url: "https://github.com/grpc/grpc-swift-2.git", from: "2.4.0"),
    .package(url: "https://github.com/grpc/grpc-swift-nio-transport.git", from: "2.4.0"),
  ],
  targets: [
    .target(
      name: "DataHub",
      dependencies: [
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "DataHubServices", package: "Protos"),
        .product(name: "GRPCCore", package: "grpc-swift-2"),
        .product(name: "GRPCNghttp2Transport", package: "Transport"),
        .product(
          name: "GRPCNIOTransportHTTP2Posix", package: "grpc-swift-nio-transport",
          condition: .when(traits: ["NIO"])),
        .product(name: "Logging", package: "swift-log"),
      ],
      swiftSettings: settings
    ),
    .executableTarget(
      name: "DataHubServer",
      dependencies: [
        "DataHub",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "DataHubServices", package: "Protos"),
        .product(name: "GRPCCore", package: "grpc-swift-2"),
        .product(name: "Logging", package: "swift-log"),
      ],
      swiftSettings: settings
    ),
    .executableTarget(
      name: "DataHubClient",
      dependencies: [
        "DataHub",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "DataHubServices", package: "Protos"),
        .product(name: "GRPCCore", package: "grpc-swift-2"),
      ],
      swiftSettings: settings
    ),
  ]
)
