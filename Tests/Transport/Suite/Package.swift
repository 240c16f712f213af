// swift-tools-version: 6.2
import PackageDescription

// Warnings are errors in the workbook's own tests, and not for whoever builds it with a newer Swift.
let warnings: [SwiftSetting] =
  Context.environment["DATAHUB_WARNINGS"] == "errors" ? [.treatAllWarnings(as: .error)] : []

let settings: [SwiftSetting] =
  warnings + [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .define("NIO", .when(traits: ["NIO"])),
  ]

let package = Package(
  name: "Suite",
  platforms: [.macOS(.v15)],
  products: [.library(name: "Fuzzing", targets: ["Fuzzing"])],
  traits: [
    .trait(name: "NIO", description: "TransportTests also on the official NIO transport")
  ],
  dependencies: [
    .package(path: "../.."),
    .package(path: "../../../Protos/Transport"),
    .package(url: "https://github.com/apple/swift-nio.git", from: "2.81.0"),
    .package(url: "https://github.com/grpc/grpc-swift-2.git", from: "2.4.0"),
    .package(url: "https://github.com/grpc/grpc-swift-nio-transport.git", from: "2.4.0"),
  ],
  targets: [
    .target(
      name: "Fuzzing",
      dependencies: [
        .product(name: "GRPCCore", package: "grpc-swift-2"),
        .product(name: "GRPCNghttp2Transport", package: "Transport"),
        .product(name: "HTTP2", package: "Transport"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOEmbedded", package: "swift-nio"),
      ],
      swiftSettings: settings
    ),
    .testTarget(
      name: "HTTP2Tests",
      dependencies: [.product(name: "HTTP2", package: "Transport")],
      swiftSettings: settings
    ),
    .testTarget(
      name: "TransportTests",
      dependencies: [
        "Fuzzing",
        .product(name: "Referee", package: "Tests"),
        .product(name: "GRPCCore", package: "grpc-swift-2"),
        .product(name: "GRPCNghttp2Transport", package: "Transport"),
        .product(
          name: "GRPCNIOTransportHTTP2Posix", package: "grpc-swift-nio-transport",
          condition: .when(traits: ["NIO"])),
        .product(name: "HTTP2", package: "Transport"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
      ],
      swiftSettings: settings
    ),
  ]
)
