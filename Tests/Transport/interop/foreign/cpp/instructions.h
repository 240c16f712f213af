// What a call's metadata tells the server to do: `echo` and `echo-bin` come back, initially and in
// the trailers; `fail` fails the call with that code; `wait` keeps it until its caller has left.
#pragma once

#include <grpcpp/grpcpp.h>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <string>
#include <thread>

// How many calls have begun to wait, and how many of their callers have left.
inline std::atomic<int> waiting(0), left(0);

// The metadata's value of this name; the other value if it has none.
inline std::string First(const grpc::ServerContext& context, const char* name,
                         const char* otherwise = "") {
  auto found = context.client_metadata().find(name);
  if (found == context.client_metadata().end()) return otherwise;
  return std::string(found->second.data(), found->second.size());
}

// OK if the call is to be answered, and else the status that ends it.
inline grpc::Status Obey(grpc::ServerContext* context) {
  for (const char* name : {"echo", "echo-bin"}) {
    std::string value = First(*context, name);
    if (value.empty()) continue;
    context->AddInitialMetadata(name, value);
    context->AddTrailingMetadata(name, value);
  }
  if (!First(*context, "wait").empty()) {
    waiting++;
    // The synchronous API has nothing to wait for.
    while (!context->IsCancelled()) std::this_thread::sleep_for(std::chrono::milliseconds(5));
    left++;
    return grpc::Status(grpc::StatusCode::DEADLINE_EXCEEDED, "nobody waits any more");
  }
  std::string code = First(*context, "fail");
  if (!code.empty()) return grpc::Status(grpc::StatusCode(atoi(code.c_str())), "Grüße: 100 % 🌍");
  return grpc::Status::OK;
}
