"""grpclib calls DataHubServer: `client.py PORT` says of each case how it went."""

import asyncio
import sys
import uuid

from grpclib import GRPCError, Status
from grpclib.client import (
    Channel,
    StreamStreamMethod,
    StreamUnaryMethod,
    UnaryStreamMethod,
    UnaryUnaryMethod,
)

import datahub_pb2 as messages

PATIENCE = 60


def expect(received, expected):
    if received != expected:
        raise AssertionError(f"expected {expected!r}, received {received!r}")


def package(guid=None):
    return messages.RequestSendDataPackageStream(
        tracking_guid=guid or str(uuid.uuid4()), telemetry_guid=str(uuid.uuid4()),
        tag_name="SomeTagName", tag_value="1")


def subscription():
    return messages.RequestGetDataPackage(
        tracking_guid=str(uuid.uuid4()), tag_name="Temperatur °C 温度")


class Cases:
    def __init__(self, channel):
        self.subscribe = UnaryStreamMethod(
            channel, "/datahub.Egress/GetDataPackagesStream", messages.RequestGetDataPackage,
            messages.ResponseGetDataPackageStream)
        answer = messages.ResponseSendDataPackage
        self.send = UnaryUnaryMethod(
            channel, "/datahub.Ingest/SendDataPackage", messages.RequestSendDataPackage, answer)
        self.upload = StreamUnaryMethod(
            channel, "/datahub.Ingest/SendDataPackagesStream",
            messages.RequestSendDataPackageStream, answer)
        self.exchange = StreamStreamMethod(
            channel, "/datahub.Ingest/ExchangeDataPackages",
            messages.RequestSendDataPackageStream, answer)

    async def unary(self):
        request = messages.RequestSendDataPackage(
            tracking_guid=str(uuid.uuid4()), telemetry_guid=str(uuid.uuid4()),
            tag_name="SomeTagName", tag_value=["1", "2", "3"])
        expect((await self.send(request, timeout=PATIENCE)).data_package_count, 1)

    async def client_streaming(self):
        requests = [package() for _ in range(1000)]
        expect((await self.upload(requests, timeout=PATIENCE)).data_package_count, 1000)

    async def server_streaming_and_leaving(self):
        async with self.subscribe.open(timeout=PATIENCE) as stream:
            request = subscription()
            await stream.send_message(request, end=True)
            for _ in range(5):
                received = await stream.recv_message()
                expect(received.tag_name, request.tag_name)
            await stream.cancel()

    async def bidirectional(self):
        async with self.exchange.open(timeout=PATIENCE) as stream:
            for count in range(1, 101):
                await stream.send_message(package(), end=count == 100)
                expect((await stream.recv_message()).data_package_count, count)

    async def a_status_and_its_message(self):
        try:
            await self.upload([package("no GUID")], timeout=PATIENCE)
        except GRPCError as error:
            expect(error.status, Status.INVALID_ARGUMENT)
            expect("tracking_guid" in error.message, True)
        else:
            raise AssertionError("a package without a GUID was taken")

    async def a_deadline(self):
        count = 0
        try:
            async with self.subscribe.open(timeout=0.3) as stream:
                await stream.send_message(subscription(), end=True)
                async for _ in stream:
                    count += 1
        except (asyncio.TimeoutError, GRPCError) as error:
            expect(getattr(error, "status", Status.DEADLINE_EXCEEDED), Status.DEADLINE_EXCEEDED)
            expect(count > 0, True)
        else:
            raise AssertionError("the stream ended with OK")


async def main():
    failures = 0
    channel = Channel("127.0.0.1", int(sys.argv[1]))
    cases = Cases(channel)
    for case in (
        cases.unary, cases.client_streaming, cases.server_streaming_and_leaving,
        cases.bidirectional, cases.a_status_and_its_message, cases.a_deadline,
    ):
        name = case.__name__.replace("_", " ")
        try:
            await case()
            print(f"ok     {name}", flush=True)
        except (AssertionError, GRPCError, OSError, asyncio.TimeoutError) as error:
            failures += 1
            print(f"FAILED {name}: {error!r}", flush=True)
    channel.close()
    sys.exit(failures > 0)


if __name__ == "__main__":
    asyncio.run(main())
