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
  ]

let package = Package(
  name: "SoakTest",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "soak", targets: ["soak"])],
  dependencies: [
    .package(path: "../../../Protos"),
    .package(path: "../../../Protos/Transport"),
    .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.5.0"),
    .package(url: "https://github.com/apple/swift-nio.git", from: "2.81.0"),
    .package(url: "https://github.com/grpc/grpc-swift-2.git", from: "2.4.0"),
  ],
  targets: [
    .executableTarget(
      name: "soak",
      dependencies: [
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "DataHubServices", package: "Protos"),
        .product(name: "GRPCCore", package: "grpc-swift-2"),
        .product(name: "GRPCNghttp2Transport", package: "Transport"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
      ],
      swiftSettings: settings
    )
  ]
)
