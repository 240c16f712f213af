"""Loads a server for a while: `measure.py ADDRESS KIND STREAMS OCTETS SECONDS`, and says in a line
of JSON how many messages went through a second and, where each has an answer, how long it took."""

import json
import queue
import sys
import threading
import time

import grpc

import datahub_pb2 as messages
import datahub_pb2_grpc as stubs

GUID = "6f1c2f3a-0b1d-4e2f-8a3b-4c5d6e7f8091"


class Load:
    def __init__(self, address, octets):
        channel = grpc.insecure_channel(address)
        self.egress = stubs.EgressStub(channel)
        self.ingest = stubs.IngestStub(channel)
        self.text = "x" * octets
        self.package = messages.RequestSendDataPackageStream(
            tracking_guid=GUID, telemetry_guid=GUID, tag_name="Tag", tag_value=self.text
        )
        self.is_over = False
        self.lock = threading.Lock()
        self.messages = 0
        self.round_trips = []

    def add(self, count, round_trips=()):
        with self.lock:
            self.messages += count
            self.round_trips += round_trips

    def unary(self):
        request = messages.RequestSendDataPackage(
            tracking_guid=GUID, telemetry_guid=GUID, tag_name="Tag", tag_value=[self.text]
        )
        round_trips = []
        while not self.is_over:
            began = time.perf_counter()
            self.ingest.SendDataPackage(request)
            round_trips.append(time.perf_counter() - began)
        self.add(len(round_trips), round_trips)

    def upload(self):
        def packages():
            while not self.is_over:
                yield self.package

        self.add(self.ingest.SendDataPackagesStream(packages()).data_package_count)

    def subscribe(self):
        request = messages.RequestGetDataPackage(tracking_guid=GUID, tag_name=self.text)
        call = self.egress.GetDataPackagesStream(request)
        count = 0
        for _ in call:
            count += 1
            if self.is_over:
                call.cancel()
                break
        self.add(count)

    def ping_pong(self):
        packages = queue.SimpleQueue()
        answers = self.ingest.ExchangeDataPackages(iter(packages.get, None))
        round_trips = []
        while not self.is_over:
            began = time.perf_counter()
            packages.put(self.package)
            next(answers)
            round_trips.append(time.perf_counter() - began)
        packages.put(None)
        for _ in answers:
            pass
        self.add(len(round_trips), round_trips)


def main():
    address, kind, streams, octets, seconds = sys.argv[1:]
    load = Load(address, int(octets))
    call = {
        "unary": load.unary,
        "client-streaming": load.upload,
        "server-streaming": load.subscribe,
        "bidirectional": load.ping_pong,
    }[kind]
    # The connection is there before anything is measured.
    request = messages.RequestSendDataPackage(tracking_guid=GUID)
    load.ingest.SendDataPackage(request, wait_for_ready=True)

    threads = [threading.Thread(target=call) for _ in range(int(streams))]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    time.sleep(float(seconds))
    load.is_over = True
    for thread in threads:
        thread.join()
    result = {"rate": load.messages / (time.perf_counter() - began)}
    if load.round_trips:
        microseconds = sorted(1e6 * each for each in load.round_trips)
        last = len(microseconds) - 1
        result["p50"] = microseconds[int(0.5 * last)]
        result["p99"] = microseconds[int(0.99 * last)]
    print(json.dumps(result))


if __name__ == "__main__":
    main()
