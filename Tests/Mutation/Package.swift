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
  name: "Mutation",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "mutate", targets: ["mutate"])],
  dependencies: [
    .package(path: ".."),
    .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.5.0"),
    .package(url: "https://github.com/swiftlang/swift-syntax.git", from: "603.0.0"),
  ],
  targets: [
    .target(
      name: "Mutation",
      dependencies: [
        .product(name: "SwiftParser", package: "swift-syntax"),
        .product(name: "SwiftSyntax", package: "swift-syntax"),
      ],
      swiftSettings: settings
    ),
    .executableTarget(
      name: "mutate",
      dependencies: [
        "Mutation",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Grader", package: "Tests"),
        .product(name: "Referee", package: "Tests"),
      ],
      swiftSettings: settings
    ),
    .testTarget(name: "MutationTests", dependencies: ["Mutation"], swiftSettings: settings),
  ]
)
