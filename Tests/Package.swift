// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
  .define("NIO", .when(traits: ["NIO"])),
]

let package = Package(
  name: "Tests",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "grade", targets: ["grade"]),
    .library(name: "Fuzzing", targets: ["Fuzzing"]),
  ],
  traits: [
    .trait(name: "NIO", description: "TransportTests also on the official NIO transport")
  ],
  dependencies: [
    .package(path: "../Protos"),
    .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.5.0"),
    .package(url: "https://github.com/apple/swift-nio.git", from: "2.81.0"),
    .package(url: "https://github.com/grpc/grpc-swift-2.git", from: "2.4.0"),
    .package(url: "https://github.com/grpc/grpc-swift-nio-transport.git", from: "2.4.0"),
  ],
  targets: [
    .target(name: "CProcess"),
    .target(
      name: "Referee",
      dependencies: [
        "CProcess",
        .product(name: "DataHubMessages", package: "Protos"),
        .product(name: "HTTP2", package: "Protos"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
      ],
      swiftSettings: settings
    ),
    .target(
      name: "Grader",
      dependencies: [
        "Referee",
        .product(name: "DataHubMessages", package: "Protos"),
        .product(name: "HTTP2", package: "Protos"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
      ],
      swiftSettings: settings
    ),
    .executableTarget(
      name: "grade",
      dependencies: [
        "Grader",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings
    ),
    .target(
      name: "Fuzzing",
      dependencies: [
        .product(name: "GRPCCore", package: "grpc-swift-2"),
        .product(name: "GRPCNghttp2Transport", package: "Protos"),
        .product(name: "HTTP2", package: "Protos"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOEmbedded", package: "swift-nio"),
      ],
      swiftSettings: settings
    ),
    .testTarget(
      name: "RefereeTests",
      dependencies: [
        "Referee",
        .product(name: "DataHubMessages", package: "Protos"),
        .product(name: "HTTP2", package: "Protos"),
      ],
      swiftSettings: settings
    ),
    .testTarget(
      name: "EndTests",
      dependencies: [
        "Grader",
        "Referee",
        .product(name: "DataHubMessages", package: "Protos"),
        .product(name: "HTTP2", package: "Protos"),
      ],
      swiftSettings: settings
    ),
    .testTarget(
      name: "HTTP2Tests",
      dependencies: [.product(name: "HTTP2", package: "Protos")],
      swiftSettings: settings
    ),
    .testTarget(
      name: "TransportTests",
      dependencies: [
        "Fuzzing",
        "Referee",
        .product(name: "GRPCCore", package: "grpc-swift-2"),
        .product(name: "GRPCNghttp2Transport", package: "Protos"),
        .product(
          name: "GRPCNIOTransportHTTP2Posix", package: "grpc-swift-nio-transport",
          condition: .when(traits: ["NIO"])),
        .product(name: "HTTP2", package: "Protos"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
      ],
      swiftSettings: settings
    ),
    .testTarget(name: "GraderTests", dependencies: ["Grader", "Referee"], swiftSettings: settings),
    .testTarget(
      name: "ChapterTests", dependencies: ["Grader", "Referee"], swiftSettings: settings),
  ]
)
