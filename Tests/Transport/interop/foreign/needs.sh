# shellcheck shell=bash
# What the peers in Go and C++ are built with; sourced after Tests/scripts/setup.sh.
need include/grpcpp/grpcpp.h libgrpc++-dev grpc
need grpc_cpp_plugin protobuf-compiler-grpc grpc
need protoc protobuf-compiler protobuf
need go golang-go go
need protoc-gen-go golang-goprotobuf-dev protoc-gen-go
need protoc-gen-go-grpc protoc-gen-go-grpc protoc-gen-go-grpc
need share/gocode/src/google.golang.org/grpc golang-google-grpc-dev go
