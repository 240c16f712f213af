"""Calls a server that obeys instructions (server.py, or Peer in Swift) with every kind of RPC:
`peer.py ADDRESS [MESSAGES]`. Says which calls went as they should; exits with 1 if any did not.
A long stream has so many messages, or 100,000."""

import sys
import time

import grpc

import datahub_pb2 as messages
import datahub_pb2_grpc as stubs

PATIENCE = 60
MESSAGES = int(sys.argv[2]) if len(sys.argv) > 2 else 100_000
FAILURE = "Grüße: 100 % 🌍"
ECHO = (("echo", "a b, c"), ("echo-bin", b"\x00\xff\x01\r\n,"))


def expect(received, expected):
    if received != expected:
        raise AssertionError(f"expected {expected!r}, received {received!r}")


def expect_echo(metadata):
    received = tuple(pair for pair in metadata if pair[0] in ("echo", "echo-bin"))
    expect(tuple(sorted(received)), ECHO)


class Kind:
    """A kind of RPC: `start` begins a call that sends `count` packages, or has as many sent, each
    with a text of `octets` octets; the answers are what the call yields."""

    def __init__(self, name, start, text, counts):
        self.name, self.start = name, start
        # The answer's field that brings the text back, and whether one answer counts them all.
        self.text, self.counts = text, counts


class Peer:
    def __init__(self, address):
        channel = grpc.insecure_channel(address)
        self.egress = stubs.EgressStub(channel)
        self.ingest = stubs.IngestStub(channel)
        self.kinds = [
            Kind("unary", self.unary, "tracking_guid", True),
            Kind("client-streaming", self.upload, "tracking_guid", True),
            Kind("server-streaming", self.subscribe, "tag_name", False),
            Kind("bidirectional", self.exchange, "tracking_guid", False),
        ]

    def unary(self, _, octets, **options):
        request = messages.RequestSendDataPackage(tracking_guid="g" * octets)
        return self.ingest.SendDataPackage.future(request, **options)

    def upload(self, count, octets, **options):
        request = messages.RequestSendDataPackageStream(tracking_guid="g" * octets)
        requests = (request for _ in range(count))
        return self.ingest.SendDataPackagesStream.future(requests, **options)

    def subscribe(self, count, octets, metadata=(), **options):
        request = messages.RequestGetDataPackage(tag_name="g" * octets)
        metadata = (*metadata, ("count", str(count)))
        return self.egress.GetDataPackagesStream(request, metadata=metadata, **options)

    def exchange(self, count, octets, **options):
        request = messages.RequestSendDataPackageStream(tracking_guid="g" * octets)
        return self.ingest.ExchangeDataPackages((request for _ in range(count)), **options)

    def begin(self, kind, count=1, octets=36, timeout=PATIENCE, metadata=()):
        return kind.start(count, octets, timeout=timeout, metadata=metadata)

    def finish(self, kind, call, octets=36):
        """Reads to the end; the number of answers, or what the one answer counts."""
        answers = [call.result()] if kind.counts else list(call)
        for answer in answers:
            expect(len(getattr(answer, kind.text)), octets)
        return answers[0].data_package_count if kind.counts else len(answers)

    def tally(self, name):
        request = messages.RequestSendDataPackage()
        answer = self.ingest.SendDataPackage(request, metadata=(("ask", name),), timeout=PATIENCE)
        return answer.data_package_count

    def until(self, name, before):
        """Asks until the number has grown."""
        end = time.monotonic() + PATIENCE
        while self.tally(name) <= before:
            if time.monotonic() > end:
                raise AssertionError(f"the server never said that {name} is more than {before}")

    # The trials.

    def metadata(self, kind):
        call = self.begin(kind, metadata=ECHO)
        expect(self.finish(kind, call), 1)
        expect_echo(call.initial_metadata())
        expect_echo(call.trailing_metadata())

    def fails(self, kind, call, code):
        try:
            received = self.finish(kind, call)
        except (grpc.RpcError, grpc.FutureCancelledError):
            expect(call.code(), code)
        else:
            raise AssertionError(f"expected {code}, received {received} messages")

    def status(self, kind):
        call = self.begin(kind, metadata=(*ECHO, ("fail", "8")))
        self.fails(kind, call, grpc.StatusCode.RESOURCE_EXHAUSTED)
        expect(call.details(), FAILURE)
        expect_echo(call.trailing_metadata())

    def cancellation(self, kind):
        waiting, left = self.tally("waiting"), self.tally("left")
        call = self.begin(kind, metadata=(("wait", "yes"),))
        self.until("waiting", waiting)
        call.cancel()
        self.fails(kind, call, grpc.StatusCode.CANCELLED)
        self.until("left", left)

    def deadline(self, kind):
        left = self.tally("left")
        call = self.begin(kind, timeout=0.3, metadata=(("wait", "yes"),))
        self.fails(kind, call, grpc.StatusCode.DEADLINE_EXCEEDED)
        self.until("left", left)

    def large(self, kind):
        # The answer has a little more beside the text, and must not pass the limit either.
        octets = (4 << 20) - 100
        expect(self.finish(kind, self.begin(kind, octets=octets), octets), 1)

    def many(self, kind):
        expect(self.finish(kind, self.begin(kind, count=MESSAGES)), MESSAGES)


def main():
    peer = Peer(sys.argv[1])
    trials = {
        "metadata comes back, text and binary": peer.metadata,
        "error status, message and metadata": peer.status,
        "cancellation": peer.cancellation,
        "deadline": peer.deadline,
        "a message of 4 MiB": peer.large,
        f"{MESSAGES:,} messages": peer.many,
    }
    failures = 0
    for kind in peer.kinds:
        for name, trial in trials.items():
            if kind.name == "unary" and trial == peer.many:
                continue
            try:
                trial(kind)
                print(f"ok     {kind.name}: {name}", flush=True)
            except (AssertionError, grpc.RpcError) as error:
                failures += 1
                print(f"FAILED {kind.name}: {name}: {error}", flush=True)
    sys.exit(failures > 0)


if __name__ == "__main__":
    main()
