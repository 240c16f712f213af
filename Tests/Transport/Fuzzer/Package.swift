// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "Fuzzer",
  platforms: [.macOS(.v15)],
  dependencies: [.package(path: "../Suite")],
  targets: [
    .executableTarget(
      name: "fuzz",
      dependencies: [.product(name: "Fuzzing", package: "Suite")],
      swiftSettings: [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        // libFuzzer has the main function.
        .unsafeFlags(["-parse-as-library"]),
      ]
    )
  ]
)
