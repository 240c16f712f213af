"""grpcio's synchronous client and a stream that its deadline ends."""

import uuid

import grpc

import datahub_pb2 as messages
import datahub_pb2_grpc as stubs
from program import start_server

CALLS = 40


def play():
    """A server that says OK as the deadline passes is heard before the client's own clock: no call
    may end with OK."""
    server, port = start_server("--interval", "20ms")
    try:
        with grpc.insecure_channel(f"127.0.0.1:{port}") as channel:
            stub = stubs.EgressStub(channel)
            codes = [code(stub) for _ in range(CALLS)]
    finally:
        server.end()
    others = [each.name for each in codes if each is not grpc.StatusCode.DEADLINE_EXCEEDED]
    name = f"{CALLS} streams with a deadline of 0.2 s end with DEADLINE_EXCEEDED"
    return {name: ", ".join(others) if others else None}


def code(stub):
    guid = str(uuid.uuid4())
    request = messages.RequestGetDataPackage(tracking_guid=guid, tag_name="SomeTagName")
    call = stub.GetDataPackagesStream(request, timeout=0.2)
    try:
        for _ in call:
            pass
    except grpc.RpcError:
        pass
    return call.code()
