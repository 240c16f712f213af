"""purerpc calls DataHubServer: `client.py PORT` says of each case how it went."""

import sys
import uuid

import anyio
import purerpc
from purerpc.grpclib.exceptions import InvalidArgumentError, RpcFailedError
from purerpc.rpc import Cardinality, RPCSignature

import datahub_pb2 as messages


def expect(received, expected):
    if received != expected:
        raise AssertionError(f"expected {expected!r}, received {received!r}")


async def packages(count, guid=None):
    for _ in range(count):
        yield messages.RequestSendDataPackageStream(
            tracking_guid=guid or str(uuid.uuid4()), telemetry_guid=str(uuid.uuid4()),
            tag_name="SomeTagName", tag_value="1")


class Cases:
    def __init__(self, channel):
        answer = messages.ResponseSendDataPackage
        streamed = messages.RequestSendDataPackageStream

        def stub(service, method, cardinality, request, response):
            client = purerpc.Client(service, channel)
            return client.get_method_stub(method, RPCSignature(cardinality, request, response))

        self.subscribe = stub(
            "datahub.Egress", "GetDataPackagesStream", Cardinality.UNARY_STREAM,
            messages.RequestGetDataPackage, messages.ResponseGetDataPackageStream)
        self.send = stub(
            "datahub.Ingest", "SendDataPackage", Cardinality.UNARY_UNARY,
            messages.RequestSendDataPackage, answer)
        self.upload = stub(
            "datahub.Ingest", "SendDataPackagesStream", Cardinality.STREAM_UNARY, streamed, answer)
        self.exchange = stub(
            "datahub.Ingest", "ExchangeDataPackages", Cardinality.STREAM_STREAM, streamed, answer)

    async def unary(self):
        request = messages.RequestSendDataPackage(
            tracking_guid=str(uuid.uuid4()), telemetry_guid=str(uuid.uuid4()),
            tag_name="SomeTagName", tag_value=["1", "2", "3"])
        expect((await self.send(request)).data_package_count, 1)

    async def client_streaming(self):
        expect((await self.upload(packages(1000))).data_package_count, 1000)

    async def server_streaming_and_leaving(self):
        request = messages.RequestGetDataPackage(
            tracking_guid=str(uuid.uuid4()), tag_name="Temperatur °C 温度")
        count = 0
        async for received in self.subscribe(request):
            expect(received.tag_name, request.tag_name)
            count += 1
            if count == 5:
                return

    async def bidirectional(self):
        counts = [each.data_package_count async for each in self.exchange(packages(100))]
        expect(counts, list(range(1, 101)))

    async def a_status(self):
        try:
            await self.upload(packages(1, "no GUID"))
        except InvalidArgumentError:
            return
        raise AssertionError("a package without a GUID was taken")


async def main():
    failures = 0
    async with purerpc.insecure_channel("127.0.0.1", int(sys.argv[1])) as channel:
        cases = Cases(channel)
        for case in (
            cases.unary, cases.client_streaming, cases.bidirectional, cases.a_status,
            cases.server_streaming_and_leaving,
        ):
            name = case.__name__.replace("_", " ")
            try:
                with anyio.fail_after(60):
                    await case()
                print(f"ok     {name}", flush=True)
            except (AssertionError, RpcFailedError, OSError, TimeoutError) as error:
                failures += 1
                print(f"FAILED {name}: {error!r}", flush=True)
    sys.exit(failures > 0)


if __name__ == "__main__":
    anyio.run(main)
