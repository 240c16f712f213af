// Calls a DataHub server in the ways that its users do, and says which of them went as the
// contract says: `client ADDRESS`. Exits with 1 if any did not.
#include <grpcpp/grpcpp.h>

#include <chrono>
#include <cstdio>
#include <functional>
#include <memory>
#include <string>
#include <thread>

#include "datahub.grpc.pb.h"

using namespace datahub;
using grpc::ClientContext;
using grpc::Status;
using grpc::StatusCode;

static const std::string kGuid = "6F1C2F3A-0B1D-4E2F-8A3B-4C5D6E7F8091";
static std::unique_ptr<Egress::Stub> egress;
static std::unique_ptr<Ingest::Stub> ingest;
static int failures = 0;

static void Call(const char* name, const std::function<std::string(ClientContext&)>& body) {
  ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(60));
  std::string trouble = body(context);
  if (!trouble.empty()) failures++;
  printf("%s %s%s%s\n", trouble.empty() ? "ok    " : "FAILED", name, trouble.empty() ? "" : ": ",
         trouble.c_str());
}

static std::string Expect(const Status& status, StatusCode code, const std::string& words = "") {
  if (status.error_code() == code && status.error_message().find(words) != std::string::npos)
    return "";
  return "expected code " + std::to_string(code) + " with \"" + words + "\", received " +
         std::to_string(status.error_code()) + " " + status.error_message();
}

static std::string Unary(ClientContext& context) {
  RequestSendDataPackage request;
  ResponseSendDataPackage answer;
  request.set_tracking_guid(kGuid);
  request.add_tag_value("1");
  Status status = ingest->SendDataPackage(&context, request, &answer);
  if (status.ok() && answer.tracking_guid() != kGuid) return "another GUID came back";
  return Expect(status, StatusCode::OK);
}

static std::string Upload(ClientContext& context, int count, int size, StatusCode code) {
  ResponseSendDataPackage answer;
  RequestSendDataPackageStream request;
  request.set_tracking_guid(kGuid);
  request.set_tag_value(std::string(size, 'x'));
  auto writer = ingest->SendDataPackagesStream(&context, &answer);
  for (int i = 0; i < count && writer->Write(request); i++) {
  }
  writer->WritesDone();
  Status status = writer->Finish();
  if (status.ok() && answer.data_package_count() != count)
    return "expected " + std::to_string(count) + ", received " +
           std::to_string(answer.data_package_count());
  return Expect(status, code);
}

static std::string PingPong(ClientContext& context) {
  auto stream = ingest->ExchangeDataPackages(&context);
  RequestSendDataPackageStream request;
  ResponseSendDataPackage answer;
  request.set_tracking_guid(kGuid);
  for (int i = 1; i <= 1000; i++) {
    if (!stream->Write(request) || !stream->Read(&answer)) break;
    if (answer.data_package_count() != i) return "a wrong count at " + std::to_string(i);
  }
  stream->WritesDone();
  if (stream->Read(&answer)) return "an answer too many";
  return Expect(stream->Finish(), StatusCode::OK);
}

static Status Subscribe(ClientContext& context, int count) {
  RequestGetDataPackage request;
  ResponseGetDataPackageStream answer;
  request.set_tracking_guid(kGuid);
  request.set_tag_name("Größe");
  auto reader = egress->GetDataPackagesStream(&context, request);
  int received = 0;
  while (received != count && reader->Read(&answer)) {
    if (answer.tag_name() != request.tag_name()) break;
    received++;
  }
  if (count >= 0) context.TryCancel();
  while (reader->Read(&answer)) {
  }
  Status status = reader->Finish();
  if (count >= 0 && received != count)
    return Status(StatusCode::DATA_LOSS, "only " + std::to_string(received) + " packages");
  return status;
}

int main(int, char** argv) {
  auto channel = grpc::CreateChannel(argv[1], grpc::InsecureChannelCredentials());
  egress = Egress::NewStub(channel);
  ingest = Ingest::NewStub(channel);

  Call("unary", Unary);
  Call("text and binary metadata", [](ClientContext& context) {
    context.AddMetadata("note", "a b");
    context.AddMetadata("trace-bin", std::string("\x00\xff\x01", 3));
    return Unary(context);
  });
  Call("upload of 100,000 packages", [](ClientContext& context) {
    return Upload(context, 100000, 40, StatusCode::OK);
  });
  Call("empty upload",
       [](ClientContext& context) { return Upload(context, 0, 0, StatusCode::OK); });
  Call("upload of a package of just under 4 MiB", [](ClientContext& context) {
    return Upload(context, 1, (4 << 20) - 100, StatusCode::OK);
  });
  Call("a package of 5 MiB is refused", [](ClientContext& context) {
    return Upload(context, 1, 5 << 20, StatusCode::RESOURCE_EXHAUSTED);
  });
  Call("1,000 packages of ping-pong", PingPong);
  Call("100,000 packages read, then cancelled", [](ClientContext& context) {
    return Expect(Subscribe(context, 100000), StatusCode::CANCELLED);
  });
  Call("deadline", [](ClientContext& context) {
    context.set_deadline(std::chrono::system_clock::now() + std::chrono::milliseconds(200));
    return Expect(Subscribe(context, -1), StatusCode::DEADLINE_EXCEEDED);
  });
  Call("error status and message", [](ClientContext& context) {
    RequestSendDataPackage request;
    ResponseSendDataPackage answer;
    request.set_tracking_guid("no");
    return Expect(ingest->SendDataPackage(&context, request, &answer),
                  StatusCode::INVALID_ARGUMENT, "tracking_guid");
  });
  Call("unary after all that", Unary);
  return failures > 0;
}
