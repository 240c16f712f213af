# shellcheck shell=bash
# What the peers in Go and C++ are built with; sourced after Tests/scripts/setup.sh.
need grpc++.pc libgrpc++-dev grpc-devel grpc grpc-dev grpc
need grpc_cpp_plugin protobuf-compiler-grpc grpc-plugins grpc grpc-plugins grpc
need protoc protobuf-compiler protobuf-compiler protobuf protoc protobuf
need go golang-go golang go go go
need protoc-gen-go golang-goprotobuf-dev golang-google-protobuf protoc-gen-go - protoc-gen-go
need protoc-gen-go-grpc protoc-gen-go-grpc - protoc-gen-go-grpc - protoc-gen-go-grpc
need share/gocode/src/google.golang.org/grpc golang-google-grpc-dev - - - -
