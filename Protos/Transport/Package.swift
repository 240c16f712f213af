// swift-tools-version: 6.2
import PackageDescription

// Warnings are errors in the workbook's own tests, and not for whoever builds it with a newer Swift.
let warnings: [SwiftSetting] =
  Context.environment["DATAHUB_WARNINGS"] == "errors" ? [.treatAllWarnings(as: .error)] : []

let strict: [SwiftSetting] =
  warnings + [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
  ]

// Tests/Transport/fuzz has libFuzzer follow these targets, and not what they are built on.
let fuzzed: [SwiftSetting] =
  Context.environment["FUZZ_COVERAGE"] == nil
  ? []
  : [.unsafeFlags(["-sanitize-coverage=edge,trace-cmp,inline-8bit-counters,pc-table"])]

let package = Package(
  name: "Transport",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "HTTP2", targets: ["HTTP2"]),
    .library(name: "GRPCNghttp2Transport", targets: ["GRPCNghttp2Transport"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-nio.git", from: "2.81.0"),
    .package(url: "https://github.com/grpc/grpc-swift-2.git", from: "2.4.0"),
  ],
  targets: [
    .systemLibrary(
      name: "CNghttp2",
      pkgConfig: "libnghttp2",
      providers: [.apt(["libnghttp2-dev"]), .brew(["libnghttp2"])]
    ),
    .target(name: "HTTP2", dependencies: ["CNghttp2"], swiftSettings: strict + fuzzed),
    .target(
      name: "GRPCNghttp2Transport",
      dependencies: [
        "HTTP2",
        .product(name: "GRPCCore", package: "grpc-swift-2"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
      ],
      swiftSettings: strict + fuzzed
    ),
  ]
)
