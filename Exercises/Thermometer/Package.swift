// swift-tools-version: 6.2
import PackageDescription

let core = Target.Dependency.product(name: "GRPCCore", package: "grpc-swift-2")
let protobuf = Target.Dependency.product(name: "GRPCProtobuf", package: "grpc-swift-protobuf")
let inProcess = Target.Dependency.product(name: "GRPCInProcessTransport", package: "grpc-swift-2")
let http2 = Target.Dependency.product(
  name: "GRPCNIOTransportHTTP2Posix", package: "grpc-swift-nio-transport")

let package = Package(
  name: "Thermometer",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(url: "https://github.com/grpc/grpc-swift-2.git", from: "2.4.0"),
    .package(url: "https://github.com/grpc/grpc-swift-protobuf.git", from: "2.4.0"),
    .package(url: "https://github.com/grpc/grpc-swift-nio-transport.git", from: "2.4.0"),
  ],
  targets: [
    .target(name: "Thermometer", dependencies: [core, protobuf]),
    .executableTarget(name: "ThermometerServer", dependencies: ["Thermometer", http2]),
    .executableTarget(name: "ThermometerClient", dependencies: ["Thermometer", http2]),
    .testTarget(name: "ThermometerTests", dependencies: ["Thermometer", inProcess]),
  ]
)
