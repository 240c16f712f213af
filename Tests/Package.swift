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

let messages = Target.Dependency.product(name: "DataHubMessages", package: "Protos")
let protobuf = Target.Dependency.product(name: "SwiftProtobuf", package: "swift-protobuf")
let http2 = Target.Dependency.product(name: "HTTP2", package: "Transport")

let package = Package(
  name: "Tests",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "grade", targets: ["grade"]),
    .library(name: "Grader", targets: ["Grader"]),
    .library(name: "Referee", targets: ["Referee"]),
  ],
  dependencies: [
    .package(path: "../Protos"),
    .package(path: "../Protos/Transport"),
    .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.5.0"),
    .package(url: "https://github.com/apple/swift-nio.git", from: "2.81.0"),
    .package(url: "https://github.com/apple/swift-protobuf.git", from: "1.31.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache.git", from: "2.0.0"),
    .package(url: "https://github.com/swiftcsv/SwiftCSV.git", from: "0.10.0"),
  ],
  targets: [
    .target(name: "CProcess"),
    .target(
      name: "Referee",
      dependencies: [
        "CProcess", protobuf, http2,
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
      ],
      swiftSettings: settings
    ),
    .target(
      name: "Grader",
      dependencies: [
        "CProcess", "Referee", messages, http2, "SwiftCSV",
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "Mustache", package: "swift-mustache"),
      ],
      exclude: ["Reports/grading.schema.json"],
      resources: [
        .embedInCode("HTML/result.mustache"), .embedInCode("HTML/check.mustache"),
        .embedInCode("HTML/style.mustache"), .embedInCode("HTML/class.mustache"),
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
      name: "TestSupport", dependencies: ["Grader", "Referee"], path: "Support",
      swiftSettings: settings),
    .testTarget(
      name: "RefereeTests", dependencies: ["Referee", "TestSupport", protobuf, http2],
      swiftSettings: settings),
    .testTarget(
      name: "EndTests", dependencies: ["Grader", "Referee", "TestSupport", messages, http2],
      swiftSettings: settings),
    .testTarget(
      name: "GraderTests", dependencies: ["Grader", "Referee", "TestSupport", messages],
      swiftSettings: settings),
    .testTarget(
      name: "ChapterTests", dependencies: ["Grader", "Referee", "TestSupport"],
      swiftSettings: settings),
  ]
)
