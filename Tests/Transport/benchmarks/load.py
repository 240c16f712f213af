"""Loads a server for a while. What comes back: a `rate` of messages or calls a second; where each
message has an answer, `p50` and `p99` of its round trip in microseconds; and for servers, where it
can be told, how many microseconds of `processor` a message has cost them."""

import json
import re
import subprocess
import tempfile

from . import wire
from .scenario import PING_PONG, SUBSCRIPTION, UNARY, UPLOAD
from .server import processor_seconds

METHODS = {SUBSCRIPTION: "Egress/GetDataPackagesStream", UPLOAD: "Ingest/SendDataPackagesStream",
           UNARY: "Ingest/SendDataPackage"}

# The packages of a call: many, so that it is a stream, and few enough that slow servers finish.
UPLOADED = {(1, 90): 20_000, (100, 90): 1_000, (1, 16_384): 200, (100, 16_384): 50}


class NoAnswer(Exception):
    """Nothing was finished in the time."""


def h2load(address, scenario, seconds, uploaded):
    """nghttp2's load generator, which knows no gRPC and takes next to no time of its own."""
    packages = 1
    if scenario.kind == SUBSCRIPTION:
        body = wire.subscription(scenario.size)
        # Streams that never end: there are no more of them than run at once.
        requests = [f"-n{scenario.streams}"]
    else:
        if scenario.kind == UPLOAD:
            packages = uploaded[scenario.streams, scenario.size]
        body = wire.package(scenario.size) * packages
        requests = []
    with tempfile.NamedTemporaryFile() as file:
        file.write(body)
        file.flush()
        output = call(
            ["h2load", "-c1", "-w20", "-W24", f"-D{seconds}", f"-m{scenario.streams}", *requests,
             "-d", file.name, "-H", "content-type: application/grpc", "-H", "te: trailers",
             f"http://{address}/datahub.{METHODS[scenario.kind]}"], seconds)
    if scenario.kind == SUBSCRIPTION:
        count = int(re.search(r"\((\d+)\) data", output)[1]) / scenario.size
    else:
        count = int(re.search(r"(\d+) succeeded", output)[1]) * packages
    if not count:
        raise NoAnswer
    return {"rate": count / seconds, "count": count}


def measure(command, address, scenario, seconds, *more):
    """A peer's own client; its streams and messages are as h2load's are."""
    text = wire.SUBSCRIPTION_TEXT if scenario.kind == SUBSCRIPTION else wire.PACKAGE_TEXT
    octets = text[scenario.size]
    arguments = [address, scenario.kind, scenario.streams, octets, seconds, *more]
    measured = json.loads(call([*command, *arguments], seconds))
    if not measured["rate"]:
        raise NoAnswer
    return measured | {"count": measured["rate"] * seconds}


def load_server(ping_pong, server, scenario, seconds, uploaded=UPLOADED):
    """The client that all servers have: `ping_pong` for what h2load cannot do."""
    before = processor_seconds(server.process)
    if scenario.kind == PING_PONG:
        # Left to itself, grpc-go finds out its window by PINGs, and the official transport ends a
        # connection that has so many of them: "the connection is draining".
        measured = measure(ping_pong, server.address, scenario, seconds, 1 << 20)
    else:
        try:
            measured = h2load(server.address, scenario, seconds, uploaded)
        except NoAnswer:
            # An upload is counted when it is answered: a slow server needs longer for the first.
            measured = h2load(server.address, scenario, 6 * seconds, uploaded)
    if before is not None:
        used = processor_seconds(server.process) - before
        measured["processor"] = 1e6 * used / measured["count"]
    return measured


def call(command, seconds):
    try:
        return subprocess.run(
            list(map(str, command)), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
            stdin=subprocess.DEVNULL, check=True, timeout=60 + 5 * seconds).stdout
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        raise NoAnswer from error
