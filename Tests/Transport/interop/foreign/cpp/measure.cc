// Loads a server for a while: `measure ADDRESS KIND STREAMS OCTETS SECONDS`, and says in a line of
// JSON how many messages went through a second and, where each has an answer, how long they took.
#include <grpcpp/grpcpp.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "kinds.h"

using Clock = std::chrono::steady_clock;

static const std::string kGuid = "6f1c2f3a-0b1d-4e2f-8a3b-4c5d6e7f8091";
static std::string text;
static std::atomic<bool> isOver(false);

// What went through one call; round trips are in microseconds.
struct Measured {
  long messages = 0;
  std::vector<double> round_trips;
};

static void Check(bool is_well, const char* what) {
  if (is_well) return;
  fprintf(stderr, "measure: %s failed\n", what);
  _Exit(1);
}

static RequestSendDataPackageStream Package() {
  RequestSendDataPackageStream request;
  request.set_tracking_guid(kGuid);
  request.set_telemetry_guid(kGuid);
  request.set_tag_name("Tag");
  request.set_tag_value(text);
  return request;
}

static void Add(Measured& measured, Clock::time_point began) {
  std::chrono::duration<double, std::micro> took = Clock::now() - began;
  measured.messages++;
  measured.round_trips.push_back(took.count());
}

static void Unary(Measured& measured) {
  RequestSendDataPackage request;
  ResponseSendDataPackage answer;
  request.set_tracking_guid(kGuid);
  request.set_telemetry_guid(kGuid);
  request.set_tag_name("Tag");
  request.add_tag_value(text);
  while (!isOver) {
    ClientContext context;
    auto began = Clock::now();
    Check(ingest->SendDataPackage(&context, request, &answer).ok(), "a unary call");
    Add(measured, began);
  }
}

static void Upload(Measured& measured) {
  ClientContext context;
  ResponseSendDataPackage answer;
  auto request = Package();
  auto writer = ingest->SendDataPackagesStream(&context, &answer);
  while (!isOver && writer->Write(request)) {
  }
  writer->WritesDone();
  Check(writer->Finish().ok(), "an upload");
  measured.messages = answer.data_package_count();
}

static void Subscribe(Measured& measured) {
  ClientContext context;
  RequestGetDataPackage request;
  ResponseGetDataPackageStream answer;
  request.set_tracking_guid(kGuid);
  request.set_tag_name(text);
  auto reader = egress->GetDataPackagesStream(&context, request);
  while (!isOver) {
    Check(reader->Read(&answer), "a subscription");
    measured.messages++;
  }
  context.TryCancel();
  while (reader->Read(&answer)) {
  }
  reader->Finish();
}

static void PingPong(Measured& measured) {
  ClientContext context;
  ResponseSendDataPackage answer;
  auto request = Package();
  auto stream = ingest->ExchangeDataPackages(&context);
  while (!isOver) {
    auto began = Clock::now();
    Check(stream->Write(request) && stream->Read(&answer), "an exchange");
    Add(measured, began);
  }
  stream->WritesDone();
  Check(stream->Finish().ok(), "an exchange");
}

int main(int, char** argv) {
  std::string kind = argv[2];
  auto call = kind == "unary"              ? Unary
              : kind == "client-streaming" ? Upload
              : kind == "server-streaming" ? Subscribe
                                           : PingPong;
  std::vector<Measured> results(atoi(argv[3]));
  text = std::string(atoi(argv[4]), 'x');
  Connect(argv[1]);
  {
    // The connection is there before anything is measured.
    ClientContext context;
    ResponseSendDataPackage answer;
    RequestSendDataPackage request;
    request.set_tracking_guid(kGuid);
    context.set_wait_for_ready(true);
    Check(ingest->SendDataPackage(&context, request, &answer).ok(), "the first call");
  }

  auto began = Clock::now();
  std::vector<std::thread> threads;
  for (auto& result : results) threads.emplace_back(call, std::ref(result));
  std::this_thread::sleep_for(std::chrono::duration<double>(atof(argv[5])));
  isOver = true;
  for (auto& thread : threads) thread.join();
  std::chrono::duration<double> took = Clock::now() - began;

  Measured all;
  for (auto& each : results) {
    all.messages += each.messages;
    all.round_trips.insert(all.round_trips.end(), each.round_trips.begin(),
                           each.round_trips.end());
  }
  printf("{\"rate\": %f", all.messages / took.count());
  if (!all.round_trips.empty()) {
    std::sort(all.round_trips.begin(), all.round_trips.end());
    double last = all.round_trips.size() - 1;
    printf(", \"p50\": %f, \"p99\": %f", all.round_trips[size_t(0.5 * last)],
           all.round_trips[size_t(0.99 * last)]);
  }
  printf("}\n");
}
