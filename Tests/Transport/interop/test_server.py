"""grpcio's client against DataHubServer."""

import queue
import unittest
import uuid

import grpc

import datahub_pb2 as messages
import datahub_pb2_grpc as stubs
from program import PATIENCE, start_server


def guid():
    return str(uuid.uuid4())


def package(tracking_guid=None, value="1"):
    return messages.RequestSendDataPackageStream(
        tracking_guid=guid() if tracking_guid is None else tracking_guid,
        telemetry_guid=guid(),
        tag_name="SomeTagName",
        tag_value=value,
    )


class ServerTests(unittest.TestCase):
    def setUp(self):
        self.server, port = start_server("--interval", "20ms")
        self.addCleanup(self.server.end)
        self.channel = grpc.insecure_channel(f"127.0.0.1:{port}")
        self.addCleanup(self.channel.close)
        self.egress = stubs.EgressStub(self.channel)
        self.ingest = stubs.IngestStub(self.channel)

    def subscribe(self, tracking_guid, tag_name="SomeTagName", timeout=PATIENCE, **options):
        request = messages.RequestGetDataPackage(tracking_guid=tracking_guid, tag_name=tag_name)
        return self.egress.GetDataPackagesStream(request, timeout=timeout, **options)

    def assertRefused(self, code, *words):
        """The block ends with an RPC error of this code, whose message holds the words."""
        return RefusalContext(self, code, words)

    def test_a_stream_is_read_and_cancelled(self):
        tracking_guid = guid()
        stream = self.subscribe(tracking_guid, "Temperatur °C 温度")
        packages = [next(stream) for _ in range(3)]
        stream.cancel()
        for received in packages:
            self.assertTrue(received.is_success)
            self.assertEqual(received.last_error, "")
            self.assertEqual(received.tracking_guid, tracking_guid)
            self.assertEqual(received.tag_name, "Temperatur °C 温度")
        ticks = [int(received.tag_value) for received in packages]
        self.assertEqual(ticks, sorted(set(ticks)))
        self.assertIsNotNone(self.server.errors.first("stream closed", tracking_guid))

    def test_a_stream_ends_at_its_deadline(self):
        tracking_guid = guid()
        stream = self.subscribe(tracking_guid, timeout=0.3)
        try:
            for received in stream:
                self.assertTrue(received.is_success)
        except grpc.RpcError as error:
            # Which side notices first is open.
            self.assertEqual(error.code(), grpc.StatusCode.DEADLINE_EXCEEDED)
        self.assertIsNotNone(self.server.errors.first("stream closed", tracking_guid))

    def test_streams_share_a_connection(self):
        guids = [guid() for _ in range(20)]
        streams = [self.subscribe(each) for each in guids]
        for _ in range(3):
            received = [next(stream).tracking_guid for stream in streams]
            self.assertEqual(received, guids)
        for stream in streams:
            stream.cancel()

    def test_one_package_is_taken(self):
        tracking_guid = guid()
        answer = self.ingest.SendDataPackage(
            messages.RequestSendDataPackage(tracking_guid=tracking_guid, tag_value=["1", "2"]),
            timeout=PATIENCE,
        )
        expected = messages.ResponseSendDataPackage(
            is_success=True, tracking_guid=tracking_guid, data_package_count=1
        )
        self.assertEqual(answer, expected)

    def test_an_upload_is_counted(self):
        for count in (0, 1, 1000):
            packages = [package() for _ in range(count)]
            answer = self.ingest.SendDataPackagesStream(iter(packages), timeout=PATIENCE)
            self.assertTrue(answer.is_success)
            self.assertEqual(answer.data_package_count, count)
            self.assertEqual(answer.tracking_guid, packages[-1].tracking_guid if count else "")

    def test_an_upload_that_breaks_off_is_aborted(self):
        packages = queue.Queue()
        call = self.ingest.SendDataPackagesStream.future(iter(packages.get, None))
        packages.put(package())
        # An answer to another call tells that the server has seen this one's headers.
        self.ingest.SendDataPackage(messages.RequestSendDataPackage(tracking_guid=guid()))
        call.cancel()
        packages.put(None)
        self.assertIsNotNone(self.server.errors.first("upload aborted"))
        self.assertFalse([line for line in self.server.errors.all if "upload completed" in line])

    def test_each_package_of_an_exchange_is_answered(self):
        packages = queue.Queue()
        answers = self.ingest.ExchangeDataPackages(iter(packages.get, None), timeout=PATIENCE)
        for count in range(1, 51):
            sent = package()
            packages.put(sent)
            expected = messages.ResponseSendDataPackage(
                is_success=True, tracking_guid=sent.tracking_guid, data_package_count=count
            )
            self.assertEqual(next(answers), expected)
        packages.put(None)
        self.assertEqual(list(answers), [])

    def test_a_bad_package_of_an_exchange_is_told_and_not_counted(self):
        packages = [package(), package("none"), package()]
        answers = list(self.ingest.ExchangeDataPackages(iter(packages), timeout=PATIENCE))
        self.assertEqual([answer.is_success for answer in answers], [True, False, True])
        self.assertEqual([answer.data_package_count for answer in answers], [1, 1, 2])
        self.assertIn("tracking_guid", answers[1].last_error)

    def test_a_bad_guid_is_an_invalid_argument(self):
        with self.assertRefused(grpc.StatusCode.INVALID_ARGUMENT, "tracking_guid"):
            next(self.subscribe("none"))
        with self.assertRefused(grpc.StatusCode.INVALID_ARGUMENT, "tracking_guid"):
            self.ingest.SendDataPackage(messages.RequestSendDataPackage(), timeout=PATIENCE)
        with self.assertRefused(grpc.StatusCode.INVALID_ARGUMENT, "tracking_guid", "2"):
            self.ingest.SendDataPackagesStream(iter([package(), package("")]), timeout=PATIENCE)

    def test_what_is_not_served_is_unimplemented(self):
        for path in ("/datahub.Egress/Nothing", "/datahub.Nothing/GetDataPackagesStream"):
            with self.assertRefused(grpc.StatusCode.UNIMPLEMENTED):
                self.channel.unary_unary(path)(b"", timeout=PATIENCE)

    def test_a_compression_that_is_not_served_is_unimplemented(self):
        request = messages.RequestSendDataPackage(tracking_guid=guid(), tag_value=["1" * 10000])
        with self.assertRefused(grpc.StatusCode.UNIMPLEMENTED):
            self.ingest.SendDataPackage(
                request, compression=grpc.Compression.Gzip, timeout=PATIENCE
            )

    def test_large_messages_come_through_up_to_the_limit(self):
        mebibyte = "x" * (1 << 20)
        packages = [package(value=mebibyte) for _ in range(8)]
        answer = self.ingest.SendDataPackagesStream(iter(packages), timeout=PATIENCE)
        self.assertEqual(answer.data_package_count, 8)
        tag_name = "x" * (3 << 20)
        stream = self.subscribe(guid(), tag_name)
        self.assertEqual(next(stream).tag_name, tag_name)
        stream.cancel()
        with self.assertRefused(grpc.StatusCode.RESOURCE_EXHAUSTED):
            request = messages.RequestSendDataPackage(
                tracking_guid=guid(), tag_value=[mebibyte] * 5
            )
            self.ingest.SendDataPackage(request, timeout=PATIENCE)

    def test_metadata_of_both_kinds_does_not_disturb(self):
        metadata = [("note", "plain"), ("octets-bin", bytes(range(256)))]
        stream = self.subscribe(guid(), metadata=metadata)
        self.assertTrue(next(stream).is_success)
        stream.cancel()


class RefusalContext:
    def __init__(self, test, code, words):
        self.test, self.code, self.words = test, code, words

    def __enter__(self):
        return self

    def __exit__(self, kind, error, _):
        self.test.assertIsInstance(error, grpc.RpcError)
        self.test.assertEqual(error.code(), self.code, error.details())
        for word in self.words:
            self.test.assertIn(word, error.details())
        return True
