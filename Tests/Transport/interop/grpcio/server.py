"""DataHub's server on grpcio, as far as its peers need it: the same flags, the same first line, and
the same answers. What a call's metadata tells it to do is in `obey`."""

import argparse
import concurrent.futures
import itertools
import threading
import time

import grpc

import datahub_pb2 as messages
import datahub_pb2_grpc as stubs

FAILURE = "Grüße: 100 % 🌍"
CODES = {code.value[0]: code for code in grpc.StatusCode}


def ticks():
    return str(time.time_ns() // 100 + 621_355_968_000_000_000)


class Hub(stubs.IngestServicer, stubs.EgressServicer):
    def __init__(self, interval):
        self.interval = interval
        # How many calls have begun to wait, and how many of their callers have left.
        self.tally = {"waiting": 0, "left": 0}
        self.lock = threading.Lock()

    def count(self, name):
        with self.lock:
            self.tally[name] += 1

    def obey(self, context):
        """`echo` and `echo-bin` come back, initially and in the trailers; `fail` fails the call
        with that code; `wait` keeps it until its caller has left. The metadata, as a dict."""
        metadata = dict(context.invocation_metadata())
        echo = [(name, metadata[name]) for name in ("echo", "echo-bin") if name in metadata]
        if echo:
            context.set_trailing_metadata(echo)
        if "wait" in metadata:
            left = threading.Event()
            context.add_callback(left.set)
            self.count("waiting")
            left.wait()
            self.count("left")
            context.abort(grpc.StatusCode.DEADLINE_EXCEEDED, "nobody waits any more")
        if "fail" in metadata:
            context.abort(CODES[int(metadata["fail"])], FAILURE)
        if echo:
            context.send_initial_metadata(echo)
        return metadata

    def GetDataPackagesStream(self, request, context):
        metadata = self.obey(context)
        counted = "count" in metadata
        numbers = range(int(metadata["count"])) if counted else itertools.count()
        left = threading.Event()
        if not context.add_callback(left.set):
            return
        for _ in numbers:
            yield messages.ResponseGetDataPackageStream(
                is_success=True,
                tracking_guid=request.tracking_guid,
                tag_name=request.tag_name,
                tag_value=ticks(),
            )
            if self.interval and not counted:
                left.wait(self.interval)
            if left.is_set():
                return

    def SendDataPackage(self, request, context):
        asked = self.obey(context).get("ask")
        return messages.ResponseSendDataPackage(
            is_success=True,
            tracking_guid=request.tracking_guid,
            data_package_count=self.tally.get(asked, 1),
        )

    def SendDataPackagesStream(self, requests, context):
        self.obey(context)
        answer = messages.ResponseSendDataPackage(is_success=True)
        for request in requests:
            answer.tracking_guid = request.tracking_guid
            answer.data_package_count += 1
        return answer

    def ExchangeDataPackages(self, requests, context):
        self.obey(context)
        for count, request in enumerate(requests, 1):
            yield messages.ResponseSendDataPackage(
                is_success=True, tracking_guid=request.tracking_guid, data_package_count=count
            )


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=5001)
    parser.add_argument("--interval", default="1000ms", help="milliseconds, as in 20ms")
    options = parser.parse_args()
    hub = Hub(int(options.interval.removesuffix("ms")) / 1000)
    # Each call takes a thread for as long as it lasts.
    server = grpc.server(concurrent.futures.ThreadPoolExecutor(128))
    stubs.add_IngestServicer_to_server(hub, server)
    stubs.add_EgressServicer_to_server(hub, server)
    port = server.add_insecure_port(f"127.0.0.1:{options.port}")
    server.start()
    print(f"DataHub server listening on 127.0.0.1:{port}", flush=True)
    server.wait_for_termination()


if __name__ == "__main__":
    main()
