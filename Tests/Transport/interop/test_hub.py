"""The hub, and who comes back to it: each side against grpcio."""

import concurrent.futures
import itertools
import signal
import threading
import unittest

import grpc
from test_server import RefusalContext, guid, package

import datahub_pb2 as messages
import datahub_pb2_grpc as stubs
from program import CLIENT, PATIENCE, Program, start_server

TAG = "Temperatur °C 温度"


class HubTests(unittest.TestCase):
    """grpcio's client subscribes to DataHubServer."""

    def setUp(self):
        self.server, port = start_server("--interval", "100ms")
        self.addCleanup(self.server.end)
        self.channel = grpc.insecure_channel(f"127.0.0.1:{port}")
        self.addCleanup(self.channel.close)
        self.egress = stubs.EgressStub(self.channel)
        self.ingest = stubs.IngestStub(self.channel)

    def subscribe(self, timeout=PATIENCE, **fields):
        fields = {"tracking_guid": guid(), "tag_name": TAG, **fields}
        request = messages.RequestSubscribeDataPackages(**fields)
        return self.egress.SubscribeDataPackages(request, timeout=timeout)

    def upload(self, count):
        packages = [package(value=str(number)) for number in range(count)]
        for each in packages:
            each.tag_name = TAG
        self.ingest.SendDataPackagesStream(iter(packages), timeout=PATIENCE)
        return packages

    @staticmethod
    def packages(stream, count):
        """The next messages with a package."""
        return list(itertools.islice((each for each in stream if each.HasField("package")), count))

    def test_what_goes_in_comes_out_and_again_for_who_comes_back(self):
        stream = self.subscribe()
        # A sign of life: the subscription has begun.
        sign = next(stream)
        self.assertFalse(sign.HasField("package"))
        self.assertEqual((sign.number, sign.missed), (0, 0))
        sent = self.upload(1_500)
        received = self.packages(stream, 1_500)
        stream.cancel()
        self.assertEqual([each.package for each in received], sent)
        self.assertEqual([each.number for each in received], list(range(1, 1_501)))
        self.assertEqual({each.hub_guid for each in received}, {sign.hub_guid})

        sent += self.upload(3)
        for fields, numbers, missed in (
            ({"after": 1_499, "hub_guid": sign.hub_guid}, range(1_500, 1_504), 0),
            ({"after": 7}, range(504, 1_504), 496),
            ({"after": 7_000, "hub_guid": guid()}, range(504, 1_504), 0),
        ):
            stream = self.subscribe(**fields)
            received = self.packages(stream, len(numbers))
            stream.cancel()
            self.assertEqual([each.number for each in received], list(numbers))
            self.assertEqual([each.package for each in received], sent[-len(numbers) :])
            self.assertEqual(
                [each.missed for each in received], [missed] + [0] * (len(numbers) - 1)
            )

    def test_a_place_that_is_none_is_an_invalid_argument(self):
        for field, fields in (
            ("tracking_guid", {"tracking_guid": "none"}),
            ("hub_guid", {"hub_guid": "none"}),
            ("after", {"after": -1}),
            ("after", {"after": 1}),
        ):
            with RefusalContext(self, grpc.StatusCode.INVALID_ARGUMENT, [field]):
                next(self.subscribe(**fields))

    def test_a_subscription_ends_at_its_deadline_and_with_the_server(self):
        with RefusalContext(self, grpc.StatusCode.DEADLINE_EXCEEDED, []):
            list(self.subscribe(timeout=0.3))
        stream = self.subscribe()
        next(stream)
        self.server.process.send_signal(signal.SIGTERM)
        with RefusalContext(self, grpc.StatusCode.UNAVAILABLE, []):
            list(stream)
        self.assertEqual(self.server.exit_code(), 0)


class Log(stubs.EgressServicer):
    """A server with two packages; each call gets those behind its place, and then its end."""

    def __init__(self, end):
        self.hub_guid = guid()
        self.requests = []
        self.end = end

    def SubscribeDataPackages(self, request, context):
        self.requests.append(request)
        first = request.after + 1 if request.hub_guid == self.hub_guid else 1
        for number in range(first, first + 2):
            yield messages.ResponseSubscribeDataPackages(
                hub_guid=self.hub_guid, number=number, package=package(value=f"value {number}")
            )
        yield messages.ResponseSubscribeDataPackages(hub_guid=self.hub_guid, number=first + 1)
        yield from self.end(len(self.requests), context)


class SubscribeTests(unittest.TestCase):
    """DataHubClient subscribes to grpcio's server."""

    def serve(self, end, port=0):
        log = Log(end)
        server = grpc.server(concurrent.futures.ThreadPoolExecutor(8))
        stubs.add_EgressServicer_to_server(log, server)
        port = server.add_insecure_port(f"127.0.0.1:{port}")
        server.start()
        self.addCleanup(lambda: server.stop(0).wait())
        return log, server, port

    def client(self, port, *arguments):
        program = Program(CLIENT, "subscribe", "--port", str(port), "--tag-name", TAG, *arguments)
        self.addCleanup(program.end)
        return program

    @staticmethod
    def lines(*numbers):
        return [f"{number} value {number}" for number in numbers]

    def assertAsked(self, log, *places):
        asked = [(each.hub_guid, each.after, each.tag_name) for each in log.requests]
        self.assertEqual(asked, [(*place, TAG) for place in places])
        self.assertEqual(len({each.tracking_guid for each in log.requests}), len(places))

    def test_it_comes_back_behind_what_it_has(self):
        def end(call, context):
            if call < 3:
                context.abort(grpc.StatusCode.UNAVAILABLE, "not now")
            return iter(())

        log, _, port = self.serve(end)
        program = self.client(port)
        self.assertEqual(program.exit_code(), 0, program.errors.all)
        self.assertEqual(program.output.all, self.lines(1, 2, 3, 4, 5, 6))
        self.assertEqual(len(program.errors.all), 4, program.errors.all)
        self.assertAsked(log, ("", 0), (log.hub_guid, 2), (log.hub_guid, 4))

    def test_it_finds_a_server_that_was_started_again(self):
        def stay(_, context):
            context.add_callback(stopped.set)
            while context.is_active():
                yield messages.ResponseSubscribeDataPackages(hub_guid=first.hub_guid, number=2)
                stopped.wait(0.05)

        stopped = threading.Event()
        first, server, port = self.serve(stay)
        program = self.client(port)
        self.assertIsNotNone(program.output.first("2 value 2"))
        server.stop(0).wait()
        self.assertIsNotNone(program.errors.first("lost"))
        second, _, _ = self.serve(lambda *_: iter(()), port)
        self.assertEqual(program.exit_code(), 0, program.errors.all)
        self.assertEqual(program.output.all, self.lines(1, 2, 1, 2))
        self.assertEqual(len(program.errors.all), 2, program.errors.all)
        self.assertAsked(second, (first.hub_guid, 2))

    def test_what_cannot_succeed_ends_it(self):
        def refuse(_, context):
            context.abort(grpc.StatusCode.PERMISSION_DENIED, "Grüße: 100 % 🌍")
            return iter(())

        log, _, port = self.serve(refuse)
        program = self.client(port)
        self.assertEqual(program.exit_code(), 1)
        self.assertEqual(program.output.all, self.lines(1, 2))
        self.assertEqual(program.errors.all, ["error: permissionDenied: Grüße: 100 % 🌍"])
        self.assertEqual(len(log.requests), 1)

    def test_a_server_that_says_nothing_is_called_again(self):
        def silence(call, context):
            if call == 1:
                context.add_callback(left.set)
                left.wait(PATIENCE)
            return iter(())

        left = threading.Event()
        log, _, port = self.serve(silence)
        program = self.client(port, "--patience", "300ms")
        self.assertEqual(program.exit_code(), 0, program.errors.all)
        self.assertEqual(program.output.all, self.lines(1, 2, 3, 4))
        self.assertAsked(log, ("", 0), (log.hub_guid, 2))
