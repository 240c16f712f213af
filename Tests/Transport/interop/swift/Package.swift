// swift-tools-version: 6.2
import PackageDescription

// Warnings are errors in the workbook's own tests, and not for whoever builds it with a newer Swift.
let warnings: [SwiftSetting] =
  Context.environment["DATAHUB_WARNINGS"] == "errors" ? [.treatAllWarnings(as: .error)] : []

let package = Package(
  name: "Peer",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "Peer", targets: ["Peer"])],
  traits: [.trait(name: "NIO", description: "The official NIO transport instead of nghttp2")],
  dependencies: [
    .package(path: "../../../../Protos"),
    .package(path: "../../../../Protos/Transport"),
    .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.5.0"),
    .package(url: "https://github.com/apple/swift-protobuf.git", from: "1.31.0"),
    .package(url: "https://github.com/grpc/grpc-swift-2.git", from: "2.4.0"),
    .package(url: "https://github.com/grpc/grpc-swift-nio-transport.git", from: "2.4.0"),
  ],
  targets: [
    .executableTarget(
      name: "Peer",
      dependencies: [
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "DataHubServices", package: "Protos"),
        .product(name: "GRPCCore", package: "grpc-swift-2"),
        .product(name: "GRPCNghttp2Transport", package: "Transport"),
        .product(
          name: "GRPCNIOTransportHTTP2Posix", package: "grpc-swift-nio-transport",
          condition: .when(traits: ["NIO"])),
        .product(name: "SwiftProtobuf", package: "swift-protobuf"),
      ],
      swiftSettings: [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .define("NIO", .when(traits: ["NIO"])),
      ] + warnings
    )
  ]
)
