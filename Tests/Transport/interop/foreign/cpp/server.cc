// DataHub's server in C++, as far as its peers need it: the same flags, the same first line, and
// the same answers. What a call's metadata tells it to do is in instructions.h.
#include <grpcpp/grpcpp.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string>
#include <thread>

#include "datahub.grpc.pb.h"
#include "instructions.h"

using namespace datahub;
using grpc::ServerContext;
using grpc::Status;

static std::chrono::milliseconds interval(1000);

static std::string Ticks() {
  auto now = std::chrono::system_clock::now().time_since_epoch();
  auto ns = std::chrono::duration_cast<std::chrono::nanoseconds>(now).count();
  return std::to_string(ns / 100 + 621355968000000000LL);
}

class EgressService final : public Egress::Service {
  Status GetDataPackagesStream(ServerContext* context, const RequestGetDataPackage* request,
                               grpc::ServerWriter<ResponseGetDataPackageStream>* writer) override {
    if (Status status = Obey(context); !status.ok()) return status;
    int count = atoi(First(*context, "count", "-1").c_str());
    ResponseGetDataPackageStream answer;
    answer.set_is_success(true);
    answer.set_tracking_guid(request->tracking_guid());
    answer.set_tag_name(request->tag_name());
    for (; count != 0 && !context->IsCancelled(); count--) {
      answer.set_tag_value(Ticks());
      if (!writer->Write(answer)) break;
      if (interval.count() > 0 && count < 0) std::this_thread::sleep_for(interval);
    }
    return Status::OK;
  }
};

class IngestService final : public Ingest::Service {
  Status SendDataPackage(ServerContext* context, const RequestSendDataPackage* request,
                         ResponseSendDataPackage* answer) override {
    if (Status status = Obey(context); !status.ok()) return status;
    std::string asked = First(*context, "ask");
    answer->set_is_success(true);
    answer->set_tracking_guid(request->tracking_guid());
    answer->set_data_package_count(asked == "waiting" ? waiting.load()
                                    : asked == "left" ? left.load()
                                                      : 1);
    return Status::OK;
  }

  Status SendDataPackagesStream(ServerContext* context,
                                grpc::ServerReader<RequestSendDataPackageStream>* reader,
                                ResponseSendDataPackage* answer) override {
    if (Status status = Obey(context); !status.ok()) return status;
    RequestSendDataPackageStream request;
    int count = 0;
    while (reader->Read(&request)) {
      count++;
      answer->set_tracking_guid(request.tracking_guid());
    }
    answer->set_is_success(true);
    answer->set_data_package_count(count);
    return Status::OK;
  }

  Status ExchangeDataPackages(
      ServerContext* context,
      grpc::ServerReaderWriter<ResponseSendDataPackage, RequestSendDataPackageStream>* stream)
      override {
    if (Status status = Obey(context); !status.ok()) return status;
    RequestSendDataPackageStream request;
    ResponseSendDataPackage answer;
    answer.set_is_success(true);
    for (int count = 1; stream->Read(&request); count++) {
      answer.set_tracking_guid(request.tracking_guid());
      answer.set_data_package_count(count);
      if (!stream->Write(answer)) break;
    }
    return Status::OK;
  }
};

int main(int argc, char** argv) {
  int port = 5001;
  for (int i = 1; i + 1 < argc; i += 2) {
    if (!strcmp(argv[i], "--port")) port = atoi(argv[i + 1]);
    // In milliseconds, as in 20ms.
    if (!strcmp(argv[i], "--interval")) interval = std::chrono::milliseconds(atoi(argv[i + 1]));
  }
  EgressService egress;
  IngestService ingest;
  grpc::ServerBuilder builder;
  builder.AddListeningPort("127.0.0.1:" + std::to_string(port), grpc::InsecureServerCredentials(),
                           &port);
  builder.RegisterService(&egress);
  builder.RegisterService(&ingest);
  std::unique_ptr<grpc::Server> server = builder.BuildAndStart();
  if (!server) return 1;
  printf("DataHub server listening on 127.0.0.1:%d\n", port);
  fflush(stdout);
  server->Wait();
}
