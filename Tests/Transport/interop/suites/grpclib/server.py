"""DataHub's services on grpclib, as far as DataHubClient's commands need them."""

import asyncio

from grpclib.const import Cardinality, Handler
from grpclib.server import Server

import datahub_pb2 as messages


class Egress:
    async def get(self, stream):
        request = await stream.recv_message()
        while True:
            await stream.send_message(
                messages.ResponseGetDataPackageStream(
                    is_success=True, tracking_guid=request.tracking_guid,
                    tag_name=request.tag_name, tag_value="638000000000000000"))
            await asyncio.sleep(0.02)

    def __mapping__(self):
        return {
            "/datahub.Egress/GetDataPackagesStream": Handler(
                self.get, Cardinality.UNARY_STREAM, messages.RequestGetDataPackage,
                messages.ResponseGetDataPackageStream)
        }


def answer(request, count):
    return messages.ResponseSendDataPackage(
        is_success=True, tracking_guid=request.tracking_guid, data_package_count=count)


class Ingest:
    async def send(self, stream):
        request = await stream.recv_message()
        await stream.send_message(answer(request, len(request.tag_value)))

    async def upload(self, stream):
        requests = [request async for request in stream]
        await stream.send_message(answer(requests[-1], len(requests)))

    async def exchange(self, stream):
        count = 0
        async for request in stream:
            count += 1
            await stream.send_message(answer(request, count))

    def __mapping__(self):
        response = messages.ResponseSendDataPackage
        streamed = messages.RequestSendDataPackageStream
        return {
            "/datahub.Ingest/SendDataPackage": Handler(
                self.send, Cardinality.UNARY_UNARY, messages.RequestSendDataPackage, response),
            "/datahub.Ingest/SendDataPackagesStream": Handler(
                self.upload, Cardinality.STREAM_UNARY, streamed, response),
            "/datahub.Ingest/ExchangeDataPackages": Handler(
                self.exchange, Cardinality.STREAM_STREAM, streamed, response),
        }


async def main():
    server = Server([Egress(), Ingest()])
    await server.start("127.0.0.1", 0)
    # grpclib does not tell which port it took.
    port = server._server.sockets[0].getsockname()[1]
    print(f"grpclib's server listening on 127.0.0.1:{port}", flush=True)
    await server.wait_closed()


if __name__ == "__main__":
    asyncio.run(main())
