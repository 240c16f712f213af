// Calls a server that obeys instructions (instructions.h, or Peer in Swift) with every kind of
// RPC: `peer ADDRESS`. Says which calls went as they should; exits with 1 if any did not.
#include <grpcpp/grpcpp.h>

#include <chrono>
#include <cstdio>
#include <functional>
#include <future>
#include <memory>
#include <string>
#include <thread>

#include "kinds.h"

using grpc::StatusCode;

static const std::string kFailure = "Grüße: 100 % 🌍";
static const std::string kText = "a b, c";
static const std::string kBinary("\x00\xff\x01\r\n,", 6);
static int failures = 0;

// A trial says what it did not see.
using Trial = std::function<std::string(const Kind&)>;

static void After(ClientContext& context, std::chrono::milliseconds time) {
  context.set_deadline(std::chrono::system_clock::now() + time);
}

static std::string Expect(const Status& status, StatusCode code, const std::string& words = "") {
  if (status.error_code() == code && status.error_message().find(words) != std::string::npos)
    return "";
  return "expected code " + std::to_string(code) + " with \"" + words + "\", received " +
         std::to_string(status.error_code()) + " " + status.error_message();
}

static std::string ExpectEcho(const std::multimap<grpc::string_ref, grpc::string_ref>& metadata) {
  auto text = metadata.find("echo"), binary = metadata.find("echo-bin");
  if (text == metadata.end() || text->second != kText) return "no echo";
  if (binary == metadata.end() || binary->second != kBinary) return "no echo-bin";
  return "";
}

static int Tally(const char* name) {
  ClientContext context;
  RequestSendDataPackage request;
  ResponseSendDataPackage answer;
  context.AddMetadata("ask", name);
  After(context, std::chrono::seconds(20));
  return ingest->SendDataPackage(&context, request, &answer).ok() ? answer.data_package_count() : -1;
}

// Asks until the number has grown; false when it does not.
static bool Until(const char* name, int before) {
  for (int i = 0; i < 20000; i++)
    if (Tally(name) > before) return true;
  return false;
}

static std::string Metadata(const Kind& kind) {
  ClientContext context;
  After(context, std::chrono::seconds(60));
  context.AddMetadata("echo", kText);
  context.AddMetadata("echo-bin", kBinary);
  int messages = 0;
  Status status = kind.call(context, 1, 36, messages);
  if (!status.ok()) return Expect(status, StatusCode::OK);
  return ExpectEcho(context.GetServerInitialMetadata()) +
         ExpectEcho(context.GetServerTrailingMetadata());
}

static std::string ErrorStatus(const Kind& kind) {
  ClientContext context;
  After(context, std::chrono::seconds(60));
  context.AddMetadata("echo", kText);
  context.AddMetadata("echo-bin", kBinary);
  context.AddMetadata("fail", "8");
  int messages = 0;
  Status status = kind.call(context, 1, 36, messages);
  return Expect(status, StatusCode::RESOURCE_EXHAUSTED, kFailure) +
         ExpectEcho(context.GetServerTrailingMetadata());
}

static std::string Cancellation(const Kind& kind) {
  ClientContext context;
  After(context, std::chrono::seconds(60));
  context.AddMetadata("wait", "yes");
  int began = Tally("waiting"), ended = Tally("left");
  auto call = std::async(std::launch::async, [&] {
    int messages = 0;
    return kind.call(context, 1, 36, messages);
  });
  bool waits = Until("waiting", began);
  context.TryCancel();
  std::string trouble = Expect(call.get(), StatusCode::CANCELLED);
  if (!waits) return "the server was not called";
  if (!Until("left", ended)) return "the server was not told";
  return trouble;
}

static std::string Deadline(const Kind& kind) {
  ClientContext context;
  After(context, std::chrono::milliseconds(300));
  context.AddMetadata("wait", "yes");
  int ended = Tally("left"), messages = 0;
  std::string trouble = Expect(kind.call(context, 1, 36, messages), StatusCode::DEADLINE_EXCEEDED);
  return Until("left", ended) ? trouble : "the server was not told";
}

static Trial Many(int count, int octets) {
  return [=](const Kind& kind) {
    ClientContext context;
    After(context, std::chrono::seconds(60));
    int messages = 0;
    Status status = kind.call(context, count, octets, messages);
    if (status.ok() && messages != count) return std::to_string(messages) + " messages";
    return Expect(status, StatusCode::OK);
  };
}

int main(int, char** argv) {
  Connect(argv[1]);
  const std::pair<const char*, Trial> trials[] = {
      {"metadata comes back, text and binary", Metadata},
      {"error status, message and metadata", ErrorStatus},
      {"cancellation", Cancellation},
      {"deadline", Deadline},
      // The answer has a little more beside the text, and must not pass the limit either.
      {"a message of 4 MiB", Many(1, (4 << 20) - 100)},
      {"100,000 messages", Many(100000, 36)},
  };
  for (const Kind& kind : kKinds) {
    for (const auto& [name, trial] : trials) {
      if (&kind == &kKinds[0] && std::string(name) == "100,000 messages") continue;
      std::string trouble = trial(kind);
      if (!trouble.empty()) failures++;
      printf("%s %s: %s%s%s\n", trouble.empty() ? "ok    " : "FAILED", kind.name, name,
             trouble.empty() ? "" : ": ", trouble.c_str());
    }
  }
  return failures > 0;
}
