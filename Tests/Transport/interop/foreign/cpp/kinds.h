// The four kinds of RPC, called in one way: `count` packages are sent, or as many are asked for,
// each with a text of `octets` octets that must come back. `messages` is set to how many answers
// came, or for an upload to how many packages the server counted.
#pragma once

#include <grpcpp/grpcpp.h>

#include <memory>
#include <string>
#include <thread>

#include "datahub.grpc.pb.h"

using namespace datahub;
using grpc::ClientContext;
using grpc::Status;

inline std::unique_ptr<Egress::Stub> egress;
inline std::unique_ptr<Ingest::Stub> ingest;

inline void Connect(const char* address) {
  auto channel = grpc::CreateChannel(address, grpc::InsecureChannelCredentials());
  egress = Egress::NewStub(channel);
  ingest = Ingest::NewStub(channel);
}

inline Status WrongText() { return Status(grpc::StatusCode::DATA_LOSS, "another text came back"); }

inline Status CallUnary(ClientContext& context, int, int octets, int& messages) {
  RequestSendDataPackage request;
  ResponseSendDataPackage answer;
  request.set_tracking_guid(std::string(octets, 'g'));
  Status status = ingest->SendDataPackage(&context, request, &answer);
  messages = answer.data_package_count();
  if (status.ok() && answer.tracking_guid() != request.tracking_guid()) return WrongText();
  return status;
}

inline Status CallUpload(ClientContext& context, int count, int octets, int& messages) {
  RequestSendDataPackageStream request;
  ResponseSendDataPackage answer;
  request.set_tracking_guid(std::string(octets, 'g'));
  auto writer = ingest->SendDataPackagesStream(&context, &answer);
  for (int i = 0; i < count && writer->Write(request); i++) {
  }
  writer->WritesDone();
  Status status = writer->Finish();
  messages = answer.data_package_count();
  if (status.ok() && answer.tracking_guid() != request.tracking_guid()) return WrongText();
  return status;
}

inline Status CallSubscribe(ClientContext& context, int count, int octets, int& messages) {
  RequestGetDataPackage request;
  ResponseGetDataPackageStream answer;
  request.set_tag_name(std::string(octets, 'g'));
  context.AddMetadata("count", std::to_string(count));
  auto reader = egress->GetDataPackagesStream(&context, request);
  bool same = true;
  for (; reader->Read(&answer); messages++) same = same && answer.tag_name() == request.tag_name();
  Status status = reader->Finish();
  return status.ok() && !same ? WrongText() : status;
}

inline Status CallExchange(ClientContext& context, int count, int octets, int& messages) {
  RequestSendDataPackageStream request;
  ResponseSendDataPackage answer;
  request.set_tracking_guid(std::string(octets, 'g'));
  auto stream = ingest->ExchangeDataPackages(&context);
  std::thread sender([&] {
    for (int i = 0; i < count && stream->Write(request); i++) {
    }
    stream->WritesDone();
  });
  bool same = true;
  for (; stream->Read(&answer); messages++)
    same = same && answer.tracking_guid() == request.tracking_guid();
  sender.join();
  Status status = stream->Finish();
  return status.ok() && !same ? WrongText() : status;
}

struct Kind {
  const char* name;
  Status (*call)(ClientContext& context, int count, int octets, int& messages);
};

inline const Kind kKinds[] = {
    {"unary", CallUnary},
    {"client-streaming", CallUpload},
    {"server-streaming", CallSubscribe},
    {"bidirectional", CallExchange},
};
