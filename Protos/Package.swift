// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "Protos",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "DataHubMessages", targets: ["DataHubMessages"]),
    .library(name: "DataHubServices", targets: ["DataHubServices"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-protobuf.git", from: "1.31.0"),
    .package(url: "https://github.com/grpc/grpc-swift-2.git", from: "2.4.0"),
    .package(url: "https://github.com/grpc/grpc-swift-protobuf.git", from: "2.4.0"),
  ],
  targets: [
    .target(
      name: "DataHubMessages",
      dependencies: [.product(name: "SwiftProtobuf", package: "swift-protobuf")]
    ),
    .target(
      name: "DataHubServices",
      dependencies: [
        "DataHubMessages",
        .product(name: "GRPCCore", package: "grpc-swift-2"),
        .product(name: "GRPCProtobuf", package: "grpc-swift-protobuf"),
      ]
    ),
  ]
)
