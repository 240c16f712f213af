"""DataHubClient against grpcio's server."""

import concurrent.futures
import signal
import socket
import threading
import unittest
import uuid

import grpc

import datahub_pb2 as messages
import datahub_pb2_grpc as stubs
from program import CLIENT, PATIENCE, Program


class Hub(stubs.IngestServicer, stubs.EgressServicer):
    """A server that records what it is sent; each test says how it answers."""

    def __init__(self):
        self.requests = []
        self.called = threading.Event()
        self.left = threading.Event()

    def play(self, request, context):
        """Overridden by the test: yields responses."""
        raise NotImplementedError

    def record(self, requests):
        for request in requests:
            self.requests.append(request)
            yield request

    def begin(self, context):
        context.add_callback(self.left.set)
        self.called.set()

    def GetDataPackagesStream(self, request, context):
        self.begin(context)
        self.requests.append(request)
        yield from self.play(request, context)

    def ExchangeDataPackages(self, requests, context):
        self.begin(context)
        yield from self.play(self.record(requests), context)

    def SendDataPackagesStream(self, requests, context):
        self.begin(context)
        return next(iter(self.play(self.record(requests), context)))

    def SendDataPackage(self, request, context):
        self.begin(context)
        self.requests.append(request)
        return next(iter(self.play(request, context)))


class ClientTests(unittest.TestCase):
    def setUp(self):
        self.hub = Hub()
        self.grpc = grpc.server(concurrent.futures.ThreadPoolExecutor(8))
        stubs.add_IngestServicer_to_server(self.hub, self.grpc)
        stubs.add_EgressServicer_to_server(self.hub, self.grpc)
        self.port = self.grpc.add_insecure_port("127.0.0.1:0")
        self.grpc.start()
        self.addCleanup(lambda: self.grpc.stop(0).wait())

    def client(self, *arguments):
        program = Program(CLIENT, *arguments, "--port", str(self.port))
        self.addCleanup(program.end)
        return program

    def assertEnds(self, program, code, output=None, errors=None):
        self.assertEqual(program.exit_code(), code, program.errors.all)
        if output is not None:
            self.assertEqual(program.output.all, output)
        if errors is not None:
            self.assertEqual(program.errors.all, errors)

    def test_get_stream_prints_what_comes(self):
        def play(request, _):
            yield messages.ResponseGetDataPackageStream(
                is_success=True, tracking_guid=request.tracking_guid
            )
            yield messages.ResponseGetDataPackageStream(last_error="kein Wert für °C")
            yield messages.ResponseGetDataPackageStream(
                is_success=True, tracking_guid="second", tag_value="x" * (2 << 20)
            )

        self.hub.play = play
        program = self.client("get-stream", "--tag-name", "温度")
        program.exit_code()
        [request] = self.hub.requests
        self.assertEqual(str(uuid.UUID(request.tracking_guid)), request.tracking_guid.lower())
        self.assertEqual(request.tag_name, "温度")
        self.assertEnds(program, 0, [request.tracking_guid, "second"], ["kein Wert für °C"])

    def test_get_stream_leaves_a_silent_server(self):
        def play(_, __):
            self.hub.left.wait(PATIENCE)
            return iter(())

        self.hub.play = play
        program = self.client("get-stream", "--for", "2s")
        self.assertTrue(self.hub.left.wait(PATIENCE))
        self.assertEnds(program, 0, [], [])

    def test_get_stream_tells_why_the_server_failed(self):
        def play(_, context):
            yield messages.ResponseGetDataPackageStream(is_success=True, tracking_guid="first")
            context.set_trailing_metadata([("octets-bin", b"\x00\xff")])
            context.abort(grpc.StatusCode.UNAVAILABLE, "Grüße: 100 % 🌍")

        self.hub.play = play
        program = self.client("get-stream")
        self.assertEnds(program, 1, ["first"], ["error: unavailable: Grüße: 100 % 🌍"])

    def test_get_stream_is_cancelled_by_an_interrupt(self):
        def play(_, __):
            yield messages.ResponseGetDataPackageStream(is_success=True, tracking_guid="first")
            self.hub.left.wait(PATIENCE)

        self.hub.play = play
        program = self.client("get-stream")
        self.assertIsNotNone(program.output.first("first"))
        program.process.send_signal(signal.SIGINT)
        self.assertTrue(self.hub.left.wait(PATIENCE))
        self.assertEnds(program, 130)

    def test_send_stream_prints_the_servers_count(self):
        def play(requests, context):
            context.send_initial_metadata([("octets-bin", bytes(range(256)))])
            yield messages.ResponseSendDataPackage(
                is_success=True, data_package_count=10 + len(list(requests))
            )

        self.hub.play = play
        self.assertEnds(self.client("send-stream", "--count", "5"), 0, ["15"], [])
        self.assertEqual(len({each.tracking_guid for each in self.hub.requests}), 5)
        self.assertEqual(len({each.telemetry_guid for each in self.hub.requests}), 1)
        for request in self.hub.requests:
            self.assertEqual(request.tag_name, "DateTimeTicks")
            self.assertGreater(int(request.tag_value), 638_000_000_000_000_000)

    def test_send_stream_sees_an_early_refusal(self):
        def play(requests, context):
            next(requests)
            context.abort(grpc.StatusCode.RESOURCE_EXHAUSTED, "full")
            yield

        self.hub.play = play
        program = self.client("send-stream", "--interval", "1000s")
        self.assertEnds(program, 1, [], ["error: resourceExhausted: full"])

    def test_exchange_prints_answers_while_it_sends(self):
        def play(requests, _):
            for count, request in enumerate(requests, 1):
                yield messages.ResponseSendDataPackage(
                    is_success=True,
                    tracking_guid=request.tracking_guid,
                    data_package_count=count,
                )

        self.hub.play = play
        program = self.client("exchange", "--count", "2", "--interval", "1000s")
        self.assertIsNotNone(program.output.first("1 "))
        [request] = self.hub.requests
        program.process.send_signal(signal.SIGINT)
        self.assertEnds(program, 130, [f"1 {request.tracking_guid}"])

    def test_exchange_survives_answers_that_come_at_the_end(self):
        def play(requests, _):
            everything = list(requests)
            for count, request in enumerate(everything, 1):
                yield messages.ResponseSendDataPackage(
                    is_success=count != 2,
                    last_error="" if count != 2 else "bad",
                    tracking_guid=request.tracking_guid,
                    data_package_count=count,
                )

        self.hub.play = play
        program = self.client("exchange", "--count", "2000")
        self.assertEqual(program.exit_code(), 0)
        self.assertEqual(program.errors.all, ["bad"])
        self.assertEqual(len(program.output.all), 1999)

    def test_send_prints_the_servers_count(self):
        self.hub.play = lambda *_: iter([messages.ResponseSendDataPackage(data_package_count=7)])
        self.assertEnds(self.client("send"), 0, ["7"], [])

    def test_an_error_message_may_end_in_a_space(self):
        def play(_, context):
            context.abort(grpc.StatusCode.UNKNOWN, "Exception calling application: ")

        self.hub.play = play
        self.assertEnds(
            self.client("send"), 1, [], ["error: unknown: Exception calling application: "]
        )

    def test_no_server_is_unavailable(self):
        with socket.socket() as taken:
            # Bound and not listening: nobody else gets the port, and nobody answers there.
            taken.bind(("127.0.0.1", 0))
            self.port = taken.getsockname()[1]
            for command in ("get-stream", "send-stream", "exchange", "send"):
                program = self.client(command)
                self.assertEqual(program.exit_code(), 1)
                self.assertIn("error: unavailable: ", program.errors.all[0])
